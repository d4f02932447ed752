// Reads exports with the libraries of their formats and prints what they saw, one JSON object for each argument
// FORMAT:FILE, in their order.
import fs from 'node:fs'
import {createRequire} from 'node:module'

const require = createRequire(import.meta.url)

// A summary counts nodes, edges, the values of each attribute, and lists labels.
class Summary {
  constructor() {
    Object.assign(this, {nodes: 0, edges: 0, weight: 0, nodeAttrs: {}, edgeAttrs: {}, labels: []})
  }
  node(label, attrs) {
    this.nodes++
    this.labels.push(label)
    count(this.nodeAttrs, attrs)
  }
  edge(weight, attrs) {
    this.edges++
    this.weight += weight
    count(this.edgeAttrs, attrs)
  }
}

function count(counts, attrs) {
  for (const [key, value] of Object.entries(attrs)) {
    if (value !== undefined && value !== null && value !== '') counts[key] = (counts[key] ?? 0) + 1
  }
}

function ofGraphology(graph) {
  const s = new Summary()
  s.type = graph.type
  graph.forEachNode((key, {label, ...attrs}) => s.node(label, attrs))
  graph.forEachEdge((key, {weight, label, kind, ...attrs}) => s.edge(Number(weight ?? 1), {kind: kind ?? label, ...attrs}))
  return s
}

async function gexf(text) {
  const {MultiDirectedGraph, MultiUndirectedGraph} = require('graphology')
  const {parse} = require('graphology-gexf')
  const Graph = text.includes('defaultedgetype="directed"') ? MultiDirectedGraph : MultiUndirectedGraph
  return ofGraphology(parse(Graph, text, {addMissingNodes: false, allowUndeclaredAttributes: false}))
}

async function graphml(text) {
  const {MultiDirectedGraph, MultiUndirectedGraph} = require('graphology')
  const {parse} = require('graphology-graphml')
  const {JSDOM} = require('jsdom')
  globalThis.DOMParser ??= new JSDOM('').window.DOMParser
  const Graph = text.includes('edgedefault="directed"') ? MultiDirectedGraph : MultiUndirectedGraph
  return ofGraphology(parse(Graph, text, {addMissingNodes: false}))
}

async function graphology(text) {
  const {default: Graph} = await import('graphology')
  return ofGraphology(Graph.from(JSON.parse(text)))
}

async function cytoscape(text) {
  const {default: cytoscape} = await import('cytoscape')
  const cy = cytoscape({headless: true, elements: JSON.parse(text).elements})
  const s = new Summary()
  cy.nodes().forEach(n => {
    const {id, label, ...attrs} = n.data()
    s.node(label, attrs)
  })
  cy.edges().forEach(e => {
    const {id, source, target, weight, label, ...attrs} = e.data()
    s.edge(weight, {kind: label, ...attrs})
  })
  return s
}

async function mermaid(text) {
  if (!globalThis.window) {
    const {JSDOM} = require('jsdom')
    const dom = new JSDOM('<body></body>')
    globalThis.window = dom.window
    globalThis.document = dom.window.document
    globalThis.Element = dom.window.Element
  }
  const {default: mermaid} = await import('mermaid')
  mermaid.initialize({startOnLoad: false})
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text)
  // Mermaid keeps numbered entities in a form of its own until it draws.
  const drawn = text => text.replace(/ﬂ°°(\d+)¶ß/g, (_, n) => String.fromCodePoint(n)).replaceAll('<br>', '\n')
  const s = new Summary()
  for (const v of db.getVertices().values()) s.node(drawn(v.text), {})
  for (const e of db.getEdges()) s.edge(Number(/ ×(\d+)$/.exec(e.text)?.[1] ?? 1), {kind: drawn(e.text)})
  return s
}

// N-Quads in the order of their lines, as every reader of RDF can be made to print them.
async function rdf(text, format) {
  const {Parser, Writer} = require('n3')
  const quads = new Parser({format}).parse(text)
  const writer = new Writer({format: 'N-Quads'})
  return {quads: quads.map(q => writer.quadToString(q.subject, q.predicate, q.object, q.graph).trim()).sort()}
}

async function jsonld(text) {
  const jsonld = require('jsonld')
  return rdf(await jsonld.toRDF(JSON.parse(text), {format: 'application/n-quads'}), 'N-Quads')
}

// What the model of FollowTheMoney says of each line: schema and properties exist, required ones are there, references
// lead to entities of the right schema, dates and countries are such.
async function ftm(text) {
  const {Model} = require('@alephdata/followthemoney')
  const model = new Model(require('@alephdata/followthemoney/dist/defaultModel.json'))
  const faults = []
  const schemata = {}
  const properties = {}
  const entities = new Map()
  for (const line of text.split('\n').filter(Boolean)) {
    const data = JSON.parse(line)
    if (entities.has(data.id)) faults.push(`${data.id} comes twice`)
    if (!data.id || Buffer.byteLength(data.id) > 255) faults.push(`${data.id} is no id`)
    const entity = model.getEntity(data)
    entities.set(data.id, {entity, data})
    schemata[data.schema] = (schemata[data.schema] ?? 0) + 1
  }
  for (const {entity, data} of entities.values()) {
    for (const name of required(entity.schema)) {
      if (!entity.hasProperty(name)) faults.push(`${data.id} has no ${name}`)
    }
    for (const [name, values] of Object.entries(data.properties)) {
      const property = entity.schema.getProperty(name)
      properties[name] = (properties[name] ?? 0) + values.length
      for (const value of values) {
        if (typeof value !== 'string') faults.push(`${data.id}: ${name} is no text`)
        if (property.type.name === 'date' && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) faults.push(`${data.id}: ${name} ${value}`)
        if (property.type.name === 'country' && !property.type.values.has(value)) faults.push(`${data.id}: ${name} ${value}`)
        if (property.type.name === 'topic' && !property.type.values.has(value)) faults.push(`${data.id}: ${name} ${value}`)
        if (property.type.name !== 'entity') continue
        const other = entities.get(value)
        if (!other) faults.push(`${data.id}: ${name} leads nowhere: ${value}`)
        else if (!other.entity.schema.isA(property.range)) faults.push(`${data.id}: ${name} leads to ${other.data.schema}`)
      }
    }
  }
  return {entities: entities.size, schemata, properties, faults: faults.slice(0, 20)}
}

function required(schema) {
  return new Set([...schema.required, ...schema.getParents().flatMap(s => s.required)])
}

const readers = {
  gexf, graphml, graphology, cytoscape, mermaid, jsonld, ftm,
  nquads: text => rdf(text, 'N-Quads'),
  trig: text => rdf(text, 'TriG'),
}
for (const argument of process.argv.slice(2)) {
  const [format, ...rest] = argument.split(':')
  const file = rest.join(':')
  let seen
  try {
    seen = await readers[format](fs.readFileSync(file, 'utf8'))
  } catch (err) {
    seen = {error: String(err.stack ?? err)}
  }
  await new Promise(done => process.stdout.write(JSON.stringify(seen) + '\n', done))
}
process.exit(0) // mermaid's page keeps timers
