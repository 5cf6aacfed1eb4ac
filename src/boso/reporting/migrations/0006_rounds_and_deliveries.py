"""Rounds, invitations, extensions and mails; receipts, reasons for warnings, and parts of districts."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0001_initial"),
        ("reporting", "0005_guarded_filling_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistrictAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("code", models.TextField()),
                ("kind", models.TextField()),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True)),
                ("raw", models.TextField(blank=True, default="")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.district"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "ordering": ("report", "version", "code", "district__sort_name"),
            },
        ),
        migrations.CreateModel(
            name="DistrictAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("code", models.TextField()),
                ("kind", models.TextField()),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True)),
                ("raw", models.TextField(blank=True, default="")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.district",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="reporting.districtanswer",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("rule", models.TextField()),
                ("params", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "ordering": ("report", "key"),
            },
        ),
        migrations.CreateModel(
            name="FindingAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.TextField()),
                ("rule", models.TextField()),
                ("params", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="reporting.findinganswer",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("template", models.TextField()),
                ("edition", models.TextField()),
                ("revision", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("deadline", models.DateTimeField()),
                ("last_new", models.DateTimeField()),
                ("last_edit", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "-half", "region", "template"),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.TextField()),
                ("occasion", models.TextField()),
                ("account_id", models.BigIntegerField()),
                ("name", models.TextField()),
                ("address", models.EmailField(blank=True, default="", max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.TextField()),
                ("body", models.TextField()),
                ("state", models.TextField(default="queued")),
                ("fault", models.TextField(blank=True, default="")),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reporting.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "queued_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invited_at", models.DateTimeField()),
                ("excused_reason", models.TextField(blank=True, default="")),
                ("excused_by", models.TextField(blank=True, default="")),
                ("excused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reporting.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "municipality__sort_name"),
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("until", models.DateTimeField()),
                ("reason", models.TextField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reporting.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "municipality", "number"),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("nothing", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("late_by", models.PositiveSmallIntegerField(default=0)),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("counts", models.JSONField(default=dict)),
                ("promises", models.JSONField(default=list)),
                ("steps", models.JSONField(default=list)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "ordering": ("report", "version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "report", "version"), name="delivery_once_a_version"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b7c54ed0294c948a927182d94a3ec5fe2fc79f5e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b25dc",
                    table="reporting_delivery",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="districtanswer",
            constraint=models.UniqueConstraint(
                fields=("municipality", "report", "version", "code", "district"), name="district_answer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="districtanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "number",
                            "approximate",
                            "tentative",
                            "provisional",
                            "blank",
                            "dash",
                            "not_registered",
                            "unclear_question",
                            "pending",
                            "not_applicable",
                            "text_instead",
                            "lost_in_source",
                            "absent",
                        ],
                    )
                ),
                name="district_answer_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="districtanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [
                                "blank",
                                "dash",
                                "not_registered",
                                "unclear_question",
                                "pending",
                                "not_applicable",
                                "text_instead",
                                "lost_in_source",
                                "absent",
                            ],
                        ),
                        ("value__isnull", True),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "kind__in",
                                [
                                    "blank",
                                    "dash",
                                    "not_registered",
                                    "unclear_question",
                                    "pending",
                                    "not_applicable",
                                    "text_instead",
                                    "lost_in_source",
                                    "absent",
                                ],
                            ),
                            _negated=True,
                        ),
                        ("value__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="district_answer_has_a_value_when_its_kind_has",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (NEW."code", NEW."district_id", NEW."id", NEW."kind", NEW."municipality_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."raw", NEW."report_id", NEW."value", NEW."version"); RETURN NULL;',
                    hash="9dbaafc2201e0120fb81f4f9e858b67d2d105a15",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_d1cf0",
                    table="reporting_districtanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (NEW."code", NEW."district_id", NEW."id", NEW."kind", NEW."municipality_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."raw", NEW."report_id", NEW."value", NEW."version"); RETURN NULL;',
                    hash="e260106786fe6c263445bfc819f28c35fed053b8",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_89aa5",
                    table="reporting_districtanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (OLD."code", OLD."district_id", OLD."id", OLD."kind", OLD."municipality_id", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."raw", OLD."report_id", OLD."value", OLD."version"); RETURN NULL;',
                    hash="82b0781766c9a74b2145edc0d88a9c11fa9c254f",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_931d4",
                    table="reporting_districtanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtanswerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="988de361a7f9dfb91c9fb3b1f508cbb0b105803d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cc14b",
                    table="reporting_districtanswerevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="findinganswer",
            constraint=models.UniqueConstraint(fields=("municipality", "report", "key"), name="finding_answered_once"),
        ),
        migrations.AddConstraint(
            model_name="findinganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="finding_answer_has_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_findinganswerevent" ("actor_id", "actor_name", "at", "id", "key", "municipality_id", "params", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "rule") VALUES (NEW."actor_id", NEW."actor_name", NEW."at", NEW."id", NEW."key", NEW."municipality_id", NEW."params", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."reason", NEW."report_id", NEW."rule"); RETURN NULL;',
                    hash="81033d60fcc005e5ca9a802c70363920baea3bbd",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_c08e7",
                    table="reporting_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_findinganswerevent" ("actor_id", "actor_name", "at", "id", "key", "municipality_id", "params", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "rule") VALUES (NEW."actor_id", NEW."actor_name", NEW."at", NEW."id", NEW."key", NEW."municipality_id", NEW."params", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."reason", NEW."report_id", NEW."rule"); RETURN NULL;',
                    hash="9660f54668aca51c797bbfbcd9a839eb5b03e0e4",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_7c8d6",
                    table="reporting_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_findinganswerevent" ("actor_id", "actor_name", "at", "id", "key", "municipality_id", "params", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "rule") VALUES (OLD."actor_id", OLD."actor_name", OLD."at", OLD."id", OLD."key", OLD."municipality_id", OLD."params", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."reason", OLD."report_id", OLD."rule"); RETURN NULL;',
                    hash="6aa1e532ea2406777ded3fad651c790dbbb3da05",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_b4ee4",
                    table="reporting_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ddec6dcff15c0d57e8ce4c521cf2e5458f502b11",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0e033",
                    table="reporting_findinganswerevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("region", "template", "year", "half"), name="round_one_for_a_period", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__isnull", True), ("half__in", (1, 2)), _connector="OR"),
                name="round_half_one_or_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_edit__gte", models.F("last_new")), ("last_new__gte", models.F("deadline"))),
                name="round_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("municipality", "round", "rule", "occasion", "account_id"), name="reminder_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "sending", "sent", "failed", "no_address"])),
                name="reminder_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("municipality", "round"), name="invitation_once"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("excused_at__isnull", True), models.Q(("excused_reason", ""), _negated=True), _connector="OR"
                ),
                name="invitation_excused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(fields=("municipality", "round", "number"), name="extension_in_order"),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="extension_has_a_reason"
            ),
        ),
    ]
