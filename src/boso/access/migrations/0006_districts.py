"""Roles are held in city districts too."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_tour"),
        ("places", "0002_state"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="added_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="changed_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="removed_delete",
        ),
        migrations.RemoveConstraint(
            model_name="invitation",
            name="invitation_role_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_role_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_open_once",
        ),
        migrations.AddField(
            model_name="invitation",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.district",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.district",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="district",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.district",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "access_membershipevent" ("district_id", "end", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "start", "user_id", "whole_programme") VALUES (NEW."district_id", NEW."end", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."region_id", NEW."role", NEW."start", NEW."user_id", NEW."whole_programme"); RETURN NULL;',
                    hash="ec6427c953ce5a31fbff31114d62a2d77acf83cb",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_09757",
                    table="access_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "access_membershipevent" ("district_id", "end", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "start", "user_id", "whole_programme") VALUES (NEW."district_id", NEW."end", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."region_id", NEW."role", NEW."start", NEW."user_id", NEW."whole_programme"); RETURN NULL;',
                    hash="c9fdb708950e8ec47cb45bb690c718fe525df265",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_0c02a",
                    table="access_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "access_membershipevent" ("district_id", "end", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "start", "user_id", "whole_programme") VALUES (OLD."district_id", OLD."end", OLD."id", OLD."municipality_id", _pgh_attach_context(), NOW(), \'removed\', OLD."id", OLD."region_id", OLD."role", OLD."start", OLD."user_id", OLD."whole_programme"); RETURN NULL;',
                    hash="08bdb4887a3624ed9a1af5983bfb503157b7810b",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_f9be3",
                    table="access_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "programme_leader",
                            "programme_owner",
                            "contributor",
                            "case_worker",
                            "decision_maker",
                            "auditor",
                            "district_leader",
                            "district_contributor",
                            "programme_contact",
                            "region_manager",
                            "editor",
                            "state_admin",
                            "system_admin",
                        ],
                    )
                ),
                name="invitation_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("district__isnull", True), ("municipality__isnull", False), _connector="OR"),
                name="invitation_district_in_its_city",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "programme_leader",
                            "programme_owner",
                            "contributor",
                            "case_worker",
                            "decision_maker",
                            "auditor",
                            "district_leader",
                            "district_contributor",
                            "programme_contact",
                            "region_manager",
                            "editor",
                            "state_admin",
                            "system_admin",
                        ],
                    )
                ),
                name="membership_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("district__isnull", True), ("municipality__isnull", False), _connector="OR"),
                name="membership_district_in_its_city",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("end__isnull", True)),
                fields=("user", "role", "municipality", "region", "district", "whole_programme"),
                name="membership_open_once",
                nulls_distinct=False,
            ),
        ),
    ]
