"""The same voting day as :mod:`siaga.simulation.engine`, written as SimPy processes.

An independent statement of the rules: processes and a dispatcher in place of one loop. The compiled
engine must reproduce it event by event.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np
import simpy

from siaga.simulation.engine import Answers
from siaga.simulation.incidents import Incidents
from siaga.simulation.teams import Teams


@dataclass
class Dispatcher:
    """Sends the nearest free team, or lets the incident wait its turn."""

    env: simpy.Environment
    teams: Teams
    free: set[int]
    waiting: list[tuple[int, int, simpy.Event]] = field(default_factory=list)

    def minutes(self, team: int, station: int) -> float:
        """Minutes of a team to a station; inf where it may not go."""
        if team < self.teams.posts:
            own = self.teams.own[station] == team
            return float(self.teams.own_minutes[station]) if own else float("inf")
        return float(self.teams.reserve_minutes[team - self.teams.posts, station])

    def call(self, incident: int, station: int) -> simpy.Event:
        """An event that fires with the team that goes."""
        answer = self.env.event()
        may_go = (int(self.teams.own[station]), *range(self.teams.posts, self.teams.count))
        reachable = [
            (self.minutes(team, station), team)
            for team in may_go
            if team in self.free and np.isfinite(self.minutes(team, station))
        ]
        if reachable:
            team = min(reachable)[1]
            self.free.remove(team)
            answer.succeed(team)
        else:
            self.waiting.append((incident, station, answer))
        return answer

    def back(self, team: int) -> None:
        """A team is back at its place: it takes what has waited longest, or rests."""
        for entry in self.waiting:
            if np.isfinite(self.minutes(team, entry[1])):
                self.waiting.remove(entry)
                entry[2].succeed(team)
                return
        self.free.add(team)


def simulate_with_simpy(incidents: Incidents, teams: Teams) -> Answers:
    """Play every day as SimPy processes."""
    total = len(incidents.minute)
    team_of = np.full(total, -1, dtype=np.int64)
    arrival = np.full(total, np.inf)

    def incident_process(
        env: simpy.Environment, dispatcher: Dispatcher, incident: int
    ) -> Generator[simpy.Event, object, None]:
        yield env.timeout(incidents.minute[incident])
        station = int(incidents.station[incident])
        team = yield dispatcher.call(incident, station)
        assert isinstance(team, int)
        way = dispatcher.minutes(team, station)
        yield env.timeout(way)
        team_of[incident], arrival[incident] = team, env.now
        yield env.timeout(incidents.handling[incident])
        yield env.timeout(way)
        dispatcher.back(team)

    for day in range(len(incidents.first) - 1):
        env = simpy.Environment()
        dispatcher = Dispatcher(env, teams, set(range(teams.count)))
        for incident in range(incidents.first[day], incidents.first[day + 1]):
            env.process(incident_process(env, dispatcher, incident))
        env.run()
    return Answers(team_of, arrival)
