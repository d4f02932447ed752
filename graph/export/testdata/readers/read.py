"""Reads exports with the libraries of their formats and prints what they saw, one JSON object for each argument
READER:FORMAT:FILE, in their order."""

import collections
import json
import re
import sys
import warnings

import igraph
import networkx
import rdflib

warnings.simplefilter("ignore")



def summary(nodes, edges, label="label", kind="kind"):
    seen = {"nodes": 0, "edges": 0, "weight": 0, "labels": [],
            "nodeAttrs": collections.Counter(), "edgeAttrs": collections.Counter()}
    for attrs in nodes:
        seen["nodes"] += 1
        seen["labels"].append(attrs.pop(label, ""))
        seen["nodeAttrs"].update(key for key, value in attrs.items() if present(value))
    for attrs in edges:
        seen["edges"] += 1
        seen["weight"] += float(attrs.pop("weight", 1))
        if kind in attrs:
            attrs["kind"] = attrs.pop(kind)
        seen["edgeAttrs"].update(key for key, value in attrs.items() if present(value))
    return seen


def present(value):
    return value is not None and value != "" and value == value  # not a number is no value


def of_networkx(graph, **names):
    return summary((dict(attrs) for _, attrs in graph.nodes(data=True)),
                   (dict(attrs) for _, _, attrs in graph.edges(data=True)), **names)


def of_igraph(graph, **names):
    return summary((v.attributes() for v in graph.vs), (e.attributes() for e in graph.es), **names)


def pajek_networkx(file):
    graph = networkx.read_pajek(file)
    return summary(({"label": n} for n in graph.nodes), (dict(attrs) for _, _, attrs in graph.edges(data=True)), kind="l")


def gml_igraph(graph):
    """igraph leaves the entities of GML as they are."""
    seen = of_igraph(graph, label="name", kind="label")
    seen["labels"] = [re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), label) for label in seen["labels"]]
    return seen


def rdf(file, form):
    graph = rdflib.ConjunctiveGraph()
    graph.parse(file, format=form)
    return {"quads": sorted(graph.serialize(format="nquads").strip().split("\n"))}


READERS = {
    "networkx:gexf": lambda f: of_networkx(networkx.read_gexf(f, version="1.2draft"), kind="label"),
    "networkx:graphml": lambda f: of_networkx(networkx.read_graphml(f, force_multigraph=True)),
    "networkx:gml": lambda f: of_networkx(networkx.read_gml(f), label="name", kind="label"),
    "networkx:pajek": pajek_networkx,
    "igraph:graphml": lambda f: of_igraph(igraph.Graph.Read_GraphML(f)),
    "igraph:gml": lambda f: gml_igraph(igraph.Graph.Read_GML(f)),
    "igraph:pajek": lambda f: of_igraph(igraph.Graph.Read_Pajek(f), label="id", kind="label"),
    "rdflib:nquads": lambda f: rdf(f, "nquads"),
    "rdflib:trig": lambda f: rdf(f, "trig"),
    "rdflib:jsonld": lambda f: rdf(f, "json-ld"),
}

for argument in sys.argv[1:]:
    reader, form, file = argument.split(":", 2)
    try:
        seen = READERS[reader + ":" + form](file)
    except Exception as err:  # the test tells of it
        seen = {"error": f"{type(err).__name__}: {err}"}
    print(json.dumps(seen, ensure_ascii=False))
