// Reads exports with the libraries of their formats and prints what they saw, one JSON object for each argument
// FORMAT:FILE, in their order.
import fs from 'node:fs'
import path from 'node:path'
import {createRequire, register} from 'node:module'

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

// What libraries for browsers look for.
function browser() {
  if (globalThis.window) return
  const {JSDOM} = require('jsdom')
  const {window} = new JSDOM('<body></body>', {url: 'http://localhost/'})
  const {document, DOMParser, Element, getComputedStyle} = window
  Object.assign(globalThis, {window, document, DOMParser, Element, getComputedStyle})
}

async function graphml(text) {
  const {MultiDirectedGraph, MultiUndirectedGraph} = require('graphology')
  const {parse} = require('graphology-graphml')
  browser()
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
  browser()
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

// The timeline as TimelineJS takes it: of each event id, first and last day, headline and text, and its own complaints.
async function timeline(text) {
  browser()
  const {TimelineConfig} = await (timelineJS ??= importTimelineJS())
  const config = new TimelineConfig(JSON.parse(text))
  const day = date => date?.data.date_obj.toISOString().slice(0, 10) ?? ''
  return {
    errors: config.getErrors().map(String),
    events: config.events.map(e => ({id: e.unique_id, first: day(e.start_date), last: day(e.end_date),
      headline: e.text.headline, text: e.text.text ?? ''})),
  }
}

let timelineJS

// The sources of TimelineJS are written for a bundler, which finds modules without their ending.
function importTimelineJS() {
  register('data:text/javascript,' + encodeURIComponent(`
    const own = url => url?.includes('timelinejs/src')
    export const resolve = (name, context, next) =>
      next(own(context.parentURL) && name.startsWith('.') && !name.endsWith('.js') ? name + '.js' : name, context)
    export const load = (url, context, next) => next(url, own(url) ? {...context, format: 'module'} : context)`))
  return import('@knight-lab/timelinejs/src/js/core/TimelineConfig.js')
}

// A vault: front matter by a reader of YAML, the rest by one of Markdown that knows links between notes.
async function markdown(_, dir) {
  const {parse} = require('yaml')
  const {Marked} = await import('marked')
  const marked = new Marked({extensions: [{
    name: 'note', level: 'inline', start: s => s.indexOf('[['),
    tokenizer(s) {
      const m = /^\[\[([^\]|]+)\|([^\]]+)\]\]/.exec(s)
      return m && {type: 'note', raw: m[0], to: m[1], text: m[2]}
    },
  }]})
  const s = new Summary()
  const faults = []
  for (const file of fs.readdirSync(dir, {recursive: true}).filter(f => f.endsWith('.md') && f !== 'index.md')) {
    const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(fs.readFileSync(path.join(dir, file), 'utf8'))
    const {id, aliases, ...attrs} = parse(head)
    const [label, ...others] = aliases
    let title
    for (const token of marked.lexer(body)) {
      switch (token.type) {
        case 'heading': title = plain(token.tokens, faults, file); break
        case 'blockquote': attrs.sentence = plain(token.tokens[0]?.tokens ?? [], faults, file) || ' '; break
        case 'list':
          for (const item of token.items) {
            const words = item.tokens[0].tokens
            const [, weight, arrow] = /^(?:.*?×(\d+))?.* (→|←) $/.exec(words.slice(0, words.findIndex(w => w.type === 'note')).map(w => w.text).join(''))
            plain(words, faults, file)
            if (arrow === '→') s.edge(Number(weight ?? 1), {})
          }
          break
        case 'space': break
        default: faults.push(`${file}: ${token.type}: ${token.raw}`)
      }
    }
    const blank = text => text.replace(/\s+/g, ' ').trim()
    if (!id || blank(title ?? '') !== blank(shown(label))) faults.push(`${file}: the title is ${title}, the label ${label}`)
    s.node(label, {...attrs, aliases: others.join('; ')})
  }
  return {...s, faults: faults.slice(0, 20)}
}

// The text of a piece of Markdown, which should have no markup but links to notes.
function plain(tokens, faults, file) {
  for (const t of tokens) if (!['text', 'escape', 'note'].includes(t.type)) faults.push(`${file}: ${t.type}: ${t.raw}`)
  return tokens.map(t => unescaped(t.text)).join('')
}

// Marked gives escaped signs of HTML as entities.
function unescaped(text) {
  return text.replace(/&(lt|gt|quot|amp|#39);/g, (_, n) => ({lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'"})[n])
}

// A label as a line can show it.
function shown(label) {
  return label.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd')
}

const readers = {
  gexf, graphml, graphology, cytoscape, mermaid, jsonld, ftm, timeline, markdown,
  nquads: text => rdf(text, 'N-Quads'),
  trig: text => rdf(text, 'TriG'),
}
for (const argument of process.argv.slice(2)) {
  const [format, ...rest] = argument.split(':')
  const file = rest.join(':')
  let seen
  try {
    seen = await readers[format](fs.statSync(file).isDirectory() ? '' : fs.readFileSync(file, 'utf8'), file)
  } catch (err) {
    seen = {error: String(err.stack ?? err)}
  }
  await new Promise(done => process.stdout.write(JSON.stringify(seen) + '\n', done))
}
process.exit(0) // mermaid's page keeps timers
