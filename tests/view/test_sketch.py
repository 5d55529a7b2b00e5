from __future__ import annotations

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.view.links import Link, links
from kg.view.measures import measure
from kg.view.names import Named, lines, place
from kg.view.network import read_network
from kg.view.page import CivicPage
from kg.view.plan import Plan
from kg.view.scenes import Frame, Island, overview
from kg.view.sketch import WINDOWS, Sketch


@pytest.fixture
def plan(annotated: Path) -> Plan:
    network = read_network(annotated)
    measures = measure(network)
    index = {iri: number for number, iri in enumerate(measures.ranked())}
    return Plan(network, measures, overview(network, measures), index, "ru")


def test_the_drawing_has_every_node_and_link_of_the_overview(plan: Plan):
    drawing = ET.fromstring(Sketch(plan).markup())
    dots = "".join(one.get("d", "") for one in drawing.find("g[@class='dots']"))
    assert dots.count("M") == len(plan.scene.positions)
    strokes = "".join(one.get("d", "") for one in drawing.iter("path") if one.get("stroke-opacity"))
    assert strokes.count("M") == len(links(plan.network, plan.scene, plan.index))
    assert len(drawing.findall("g[@class='grounds']/ellipse")) == len(plan.network.cities)


@pytest.mark.parametrize("window", WINDOWS)
def test_names_lie_within_the_picture_and_none_over_another(plan: Plan, window: tuple[int, int]):
    frame = Frame(plan.box, *window)
    named = {one.node: one for one in plan.named(frame.scale)}
    boxes = []
    for name in place(list(named.values()), plan.islands, frame):
        node, high = named[name.node], len(name.lines) * (name.size + 2)
        # half of what the narrowest face would take: whatever the font, this much is covered
        half = max(map(len, name.lines)) * name.size * 0.2
        x, y, r = node.x * frame.scale, node.y * frame.scale, node.radius * frame.scale
        x += (name.shift, name.shift, r + 4 + half, -r - 4 - half)[name.side]
        y += (r + 2 + high / 2, -r - 2 - high / 2, 0, 0)[name.side]
        assert frame.view[0] <= x - half and x + half <= frame.view[2]
        boxes.append((x - half, y - high / 2, x + half, y + high / 2))
    assert boxes
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_in_a_small_picture_only_the_best_linked_of_each_municipality_are_named():
    island = Island(0, "Алейск", 0, 0, 900, 700)
    nodes = [Named(n, 200.0 * n, 0, 10, f"Совет {n}", n == 1, n != 1) for n in range(4)]
    found = place(nodes, [island], Frame((-2000, -1500, 2000, 1500), 600, 500))
    assert [(one.node, one.size) for one in found] == [(1, 11)]


def test_a_long_name_takes_two_lines_and_says_that_it_goes_on():
    assert lines("Совет ветеранов", 24) == ("Совет ветеранов",)
    first, second = lines("Общественный совет по взаимодействию с объединениями города", 24)
    assert first == "Общественный совет по" and second.endswith("…") and len(second) <= 28
    assert lines("Справа\u202eналево", 24) == ("Справаналево",)


def test_links_of_one_pair_bend_apart():
    straight = Link("a", "b", "funds", "Realised", 1)
    assert straight.via((0, 0), (100, 0)) is None
    bent = [Link("a", "b", "funds", "Realised", 1, bow).via((0, 0), (100, 0)) for bow in (0.3, -0.3)]
    assert bent[0][1] == pytest.approx(-bent[1][1]) and abs(bent[0][1]) > 10


def test_a_page_that_opens_around_an_actor_has_no_drawing_of_the_overview(annotated: Path):
    network = read_network(annotated)
    measures = measure(network)
    assert CivicPage(network, measures).sketch is not None
    assert CivicPage(network, measures, start=measures.ranked()[0]).sketch is None
