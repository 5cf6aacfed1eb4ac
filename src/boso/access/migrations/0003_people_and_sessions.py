"""Invitations, resets of a second factor, and what ends an open session."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_email"),
        ("places", "0002_state"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("name", models.TextField()),
                ("language", models.CharField(default="nb", max_length=2)),
                ("role", models.CharField(max_length=32)),
                ("whole_programme", models.BooleanField(default=False)),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SecondFactorReset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_ends_later",
        ),
        migrations.AddField(
            model_name="user",
            name="session_generation",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                name="membership_ends_later",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="region",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
            ),
        ),
        migrations.AddField(
            model_name="secondfactorreset",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="secondfactorreset",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="secondfactorreset",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                condition=models.Q(
                    models.Q(("municipality__isnull", False), ("region__isnull", True), ("whole_programme", False)),
                    models.Q(("municipality__isnull", True), ("region__isnull", False), ("whole_programme", False)),
                    models.Q(("municipality__isnull", True), ("region__isnull", True), ("whole_programme", True)),
                    _connector="OR",
                ),
                name="invitation_has_one_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                name="invitation_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                    models.Q(
                        ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("withdrawn_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="invitation_accepted_by_somebody_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondfactorreset",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("asked_by")), _negated=True), name="reset_is_asked_by_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondfactorreset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(
                        models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                        models.Q(("confirmed_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reset_takes_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondfactorreset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", True), ("refused_at__isnull", True)),
                fields=("user",),
                name="reset_open_once",
            ),
        ),
    ]
