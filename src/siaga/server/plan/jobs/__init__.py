"""Work in the background: planning a scenario, printing a plan.

For who runs the server
-----------------------
Jobs lie in the database (django-tasks). A job worker is ``python -m siaga.server.ops.job_worker``,
as ``siaga serve`` starts it: django-tasks' ``db_worker`` over every queue, inside
:func:`siaga.server.plan.jobs.recovery.recovering`, which looks at the start and every fifteen
seconds for jobs whose worker was killed and puts them back into the queue. With a bare
``python -m siaga.server db_worker`` everything works but that.

Any number of workers may run; each plans one scenario at a time. Planning itself happens in a child
process of the worker (:mod:`siaga.server.plan.jobs.child`): its memory goes back when it ends, it
can be ended at any time, and it ends by itself when the worker is gone, even by ``kill -9``.

How a run stays whole
---------------------
* ``start_run`` writes run, ledger entry and job in one transaction: all of them or none.
* A worker claims a run by one conditional update that counts ``attempts``. Every later write names
  that attempt, so that a worker taken for dead can not overwrite the one that continued.
* A living worker writes ``beat_at`` at least every two seconds; one silent for
  :data:`~siaga.server.plan.jobs.recovery.STALE` is gone, and the run is queued again. After three
  attempts it fails and says so.
* The plan, its rows, its summary, the run's end and the ledger entry are one transaction.
"""
