"""Why a job ends early."""


class JobLostError(Exception):
    """The job is no longer this worker's: another one continued it."""


class JobStoppedError(Exception):
    """Somebody asked for the end; there is no result."""
