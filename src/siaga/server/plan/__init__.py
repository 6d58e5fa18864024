"""The plan desk: data versions, runs, plans, approval, prints."""
