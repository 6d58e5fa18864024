"""Running the server: start and supervise, doctor, backup, demo, logs, metrics.

Plain modules beside the apps. What the start needs before Django is there (``texts``, ``failures``,
``supervisor``) imports no Django.
"""
