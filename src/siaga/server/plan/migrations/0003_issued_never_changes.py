"""Plans keep their locks in plan.json; and the database itself holds that an issued plan stays."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIXED = "('issued', 'superseded')"
KEPT = ("operation_id", "number", "data_id", "revision", "sha256", "document", "final", "issued_at")
"""Columns of a plan that never change once it was issued."""
ROWS = ("plan_postrow", "plan_planstationrow", "plan_placementrow", "plan_planedit")


def _sqlite() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in KEPT)
    statements = [
        f"""CREATE TRIGGER issued_plan_stays BEFORE UPDATE ON plan_planversion
        WHEN OLD.state IN {FIXED} AND (({changed}) OR NEW.state NOT IN
        ('issued', 'superseded', 'withdrawn'))
        BEGIN SELECT RAISE(ABORT, 'an issued plan never changes'); END"""
    ]
    for table in ROWS:
        for event in ("INSERT", "UPDATE"):
            statements.append(
                f"""CREATE TRIGGER {table}_{event.lower()}_stays BEFORE {event} ON {table}
                WHEN (SELECT state FROM plan_planversion WHERE id = NEW.plan_id) IN {FIXED}
                BEGIN SELECT RAISE(ABORT, 'an issued plan never changes'); END"""
            )
    return statements


def _postgresql() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in KEPT)
    statements = [
        """CREATE FUNCTION siaga_issued_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'an issued plan never changes' USING ERRCODE = 'check_violation';
        END $$""",
        f"""CREATE FUNCTION siaga_issued_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT state FROM plan_planversion WHERE id = NEW.plan_id) IN {FIXED} THEN
            RAISE EXCEPTION 'an issued plan never changes' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$""",
        f"""CREATE TRIGGER issued_plan_stays BEFORE UPDATE ON plan_planversion FOR EACH ROW
        WHEN (OLD.state IN {FIXED} AND (({changed}) OR NEW.state NOT IN
        ('issued', 'superseded', 'withdrawn')))
        EXECUTE FUNCTION siaga_issued_plan_stays()""",
    ]
    for table in ROWS:
        statements.append(
            f"""CREATE TRIGGER {table}_stays BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW
            EXECUTE FUNCTION siaga_issued_rows_stay()"""
        )
    return statements


def _drops(vendor: str) -> list[str]:
    if vendor == "sqlite":
        names = [f"{table}_{event}_stays" for table in ROWS for event in ("insert", "update")]
        return [f"DROP TRIGGER {name}" for name in ("issued_plan_stays", *names)]
    return [
        "DROP TRIGGER issued_plan_stays ON plan_planversion",
        *(f"DROP TRIGGER {table}_stays ON {table}" for table in ROWS),
        "DROP FUNCTION siaga_issued_rows_stay()",
        "DROP FUNCTION siaga_issued_plan_stays()",
    ]


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards into the database."""
    for statement in _sqlite() if editor.connection.vendor == "sqlite" else _postgresql():
        editor.execute(statement)


def let_go(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them out."""
    for statement in _drops(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_documents_and_prints")]

    operations = [
        migrations.RemoveField(model_name="planversion", name="locks"),
        migrations.RunPython(hold, let_go),
    ]
