"""Capacitated grouping of stations: fewest groups first, then least travel, both with proofs.

``problem`` states it, ``fewest`` finds how many groups are needed, ``annealing`` forms good
groups, ``relaxation`` and ``branching`` prove how good they are, ``solve`` puts them together.
"""
