"""What a district says of its parts, and when a missing one is expected."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0002_state"),
        ("reporting", "0019_guarded_opened_fields"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistrictStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("done", models.BooleanField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("report", "version", "district__sort_name"),
            },
        ),
        migrations.CreateModel(
            name="DistrictStandingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("done", models.BooleanField()),
                ("actor_id", models.TextField()),
                ("actor_name", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="districtanswer",
            name="added_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="districtanswer",
            name="changed_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="districtanswer",
            name="removed_delete",
        ),
        migrations.AddField(
            model_name="districtanswer",
            name="expected",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="districtanswerevent",
            name="expected",
            field=models.TextField(blank=True, default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "expected", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (NEW."code", NEW."district_id", NEW."expected", NEW."id", NEW."kind", NEW."municipality_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."raw", NEW."report_id", NEW."value", NEW."version"); RETURN NULL;',
                    hash="ad083ec9421ac065a8f37606d177c81d04a2122e",
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
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "expected", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (NEW."code", NEW."district_id", NEW."expected", NEW."id", NEW."kind", NEW."municipality_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."raw", NEW."report_id", NEW."value", NEW."version"); RETURN NULL;',
                    hash="add7d4d786c5908f3c63ac0c82acef2342418161",
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
                    func='INSERT INTO "reporting_districtanswerevent" ("code", "district_id", "expected", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "report_id", "value", "version") VALUES (OLD."code", OLD."district_id", OLD."expected", OLD."id", OLD."kind", OLD."municipality_id", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."raw", OLD."report_id", OLD."value", OLD."version"); RETURN NULL;',
                    hash="ae75337ee91add1c7d87a49854f990c821cd8d2b",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_931d4",
                    table="reporting_districtanswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="districtstanding",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.district"
            ),
        ),
        migrations.AddField(
            model_name="districtstanding",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
            ),
        ),
        migrations.AddField(
            model_name="districtstanding",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="reporting.report",
            ),
        ),
        migrations.AddField(
            model_name="districtstandingevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.district",
            ),
        ),
        migrations.AddField(
            model_name="districtstandingevent",
            name="municipality",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="districtstandingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="districtstandingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="reporting.districtstanding",
            ),
        ),
        migrations.AddField(
            model_name="districtstandingevent",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reporting.report",
            ),
        ),
        migrations.AddConstraint(
            model_name="districtstanding",
            constraint=models.UniqueConstraint(
                fields=("municipality", "report", "version", "district"), name="district_stands_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_districtstandingevent" ("actor_id", "actor_name", "at", "district_id", "done", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "version") VALUES (NEW."actor_id", NEW."actor_name", NEW."at", NEW."district_id", NEW."done", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."report_id", NEW."version"); RETURN NULL;',
                    hash="4f0b8d92a97cad573563da12374b84298cf3ef9b",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_6cc96",
                    table="reporting_districtstanding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_districtstandingevent" ("actor_id", "actor_name", "at", "district_id", "done", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "version") VALUES (NEW."actor_id", NEW."actor_name", NEW."at", NEW."district_id", NEW."done", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."report_id", NEW."version"); RETURN NULL;',
                    hash="08efff472b7cef61ea2da1590a9770e418569e4c",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_f0f73",
                    table="reporting_districtstanding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_districtstandingevent" ("actor_id", "actor_name", "at", "district_id", "done", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "version") VALUES (OLD."actor_id", OLD."actor_name", OLD."at", OLD."district_id", OLD."done", OLD."id", OLD."municipality_id", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."report_id", OLD."version"); RETURN NULL;',
                    hash="29c14d0194b6b2bffee35c084540676aacb9ec3b",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_7cc4b",
                    table="reporting_districtstanding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtstandingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0d8993e7ad30be35777617c272c6a3a51f6b8a64",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85660",
                    table="reporting_districtstandingevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
