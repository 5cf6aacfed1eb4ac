"""A report that its owner did not approve."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("reporting", "0007_guarded_rounds"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="event",
            name="event_kind_known",
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "started",
                            "emptied",
                            "marked_ready",
                            "reopened",
                            "declined",
                            "approved",
                            "steering_group_considered",
                            "delivered",
                            "nothing_to_report",
                            "withdrawn",
                            "review_started",
                            "asked_back",
                            "delivered_again",
                            "supplemented",
                            "accepted",
                            "published",
                            "unpublished",
                            "history_recorded",
                            "corrected",
                            "answers_imported",
                            "import_undone",
                        ],
                    )
                ),
                name="event_kind_known",
            ),
        ),
    ]
