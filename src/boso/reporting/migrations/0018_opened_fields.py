"""Fields of a delivered report that the region opened."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0002_state"),
        ("reporting", "0017_guarded_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenedField",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("address", models.TextField()),
                ("section", models.TextField()),
                ("reason", models.TextField()),
                ("due", models.DateField(blank=True, null=True)),
                ("state", models.TextField(default="open")),
                ("done_version", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                "ordering": ("report", "number"),
            },
        ),
        migrations.CreateModel(
            name="OpenedFieldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("address", models.TextField()),
                ("section", models.TextField()),
                ("reason", models.TextField()),
                ("due", models.DateField(blank=True, null=True)),
                ("state", models.TextField(default="open")),
                ("done_version", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                        to="reporting.openedfield",
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
        migrations.AddConstraint(
            model_name="openedfield",
            constraint=models.UniqueConstraint(
                fields=("municipality", "report", "number"), name="opened_field_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="openedfield",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("municipality", "report", "address"),
                name="opened_field_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="openedfield",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="opened_field_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="openedfield",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "done", "taken_back"])), name="opened_field_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="openedfield",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_version__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_version__isnull", True)),
                    _connector="OR",
                ),
                name="opened_field_done_in_a_version",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_openedfieldevent" ("actor_id", "actor_name", "address", "at", "done_version", "due", "id", "municipality_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "section", "state") VALUES (NEW."actor_id", NEW."actor_name", NEW."address", NEW."at", NEW."done_version", NEW."due", NEW."id", NEW."municipality_id", NEW."number", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."reason", NEW."report_id", NEW."section", NEW."state"); RETURN NULL;',
                    hash="b0174b98e519f02a83d6ce25b8970b1d07b8b9ed",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_21f01",
                    table="reporting_openedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_openedfieldevent" ("actor_id", "actor_name", "address", "at", "done_version", "due", "id", "municipality_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "section", "state") VALUES (NEW."actor_id", NEW."actor_name", NEW."address", NEW."at", NEW."done_version", NEW."due", NEW."id", NEW."municipality_id", NEW."number", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."reason", NEW."report_id", NEW."section", NEW."state"); RETURN NULL;',
                    hash="5ca83689ad41884480ba45b0f4f388315800af6e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_1abc9",
                    table="reporting_openedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_openedfieldevent" ("actor_id", "actor_name", "address", "at", "done_version", "due", "id", "municipality_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "section", "state") VALUES (OLD."actor_id", OLD."actor_name", OLD."address", OLD."at", OLD."done_version", OLD."due", OLD."id", OLD."municipality_id", OLD."number", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."reason", OLD."report_id", OLD."section", OLD."state"); RETURN NULL;',
                    hash="ba18358de77de79432ba60ce2941d111c6ba984e",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_a7cfa",
                    table="reporting_openedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedfieldevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="645f61c1f487fdadb7ba8473059035fa0deba956",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf53e",
                    table="reporting_openedfieldevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
