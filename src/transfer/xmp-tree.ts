import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { BeachcombError } from '../domain/error.ts';
import { refusal } from './refusal.ts';
import { xmpName } from './xmp-name.ts';

/** In bytes or UTF-16 units; sidecars of Lightroom with many masks have a few million. */
export const LARGEST_XMP = 8 * 1024 * 1024;

/**
 * A node of fast-xml-parser in `preserveOrder` mode: a tag with its children, `#text`, `#cdata`, `#comment` or
 * `?instruction`; attributes under `:@`. Entities are not decoded, so that unchanged parts are written back unchanged.
 */
export type XmpNode = Record<string, unknown>;

/** A property, written as an element or as an attribute. */
export interface XmpProperty {
  /** Namespace and local name; see `xmpName`. */
  readonly name: string;
  /** Items of the list, or the single value. */
  readonly items: readonly XmpItem[];
  /** Node of the list and tag of its `li` nodes; null if the property is not a list. */
  readonly list: { readonly children: XmpNode[]; readonly itemTag: string } | null;
  /** Enclosing description, with the name of the attribute or the node of the element in it. */
  readonly description: XmpNode;
  readonly at: string | XmpNode;
}

export interface XmpItem {
  /** Text with entities decoded, trimmed. */
  readonly text: string;
  /** Fields of a structure by full name, from attributes or elements. */
  readonly fields: ReadonlyMap<string, string>;
  readonly node: XmpNode | null;
}

export interface XmpTree {
  readonly nodes: readonly XmpNode[];
  /** Children of `rdf:RDF`: the descriptions. */
  readonly descriptions: XmpNode[];
  /** Attribute `rdf:about`, the same in all descriptions. */
  readonly about: string;
  readonly properties: readonly XmpProperty[];
}

/** Prefix declarations in scope: of this node, then of its parents. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}
const OUTERMOST: Scope = {
  declared: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]),
  outer: null,
};

const SHAPE = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  commentPropName: '#comment',
  cdataPropName: '#cdata',
} as const;
const PARSER = {
  ...SHAPE,
  trimValues: false,
  parseTagValue: false,
  maxNestedTags: 100,
} as const;
const BUILDER = {
  ...SHAPE,
  format: false,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
} as const;

/**
 * Parses an XMP packet. A document type is refused, because XMP has none and it could define entities.
 * @throws {BeachcombError} `bad-request` if it is broken, too large, nested too deeply or not XMP
 */
export function parseXmp(xmp: string): XmpTree {
  if (xmp.length > LARGEST_XMP) throw refusal({ code: 'sidecar-too-large' });
  if (/<!DOCTYPE/i.test(xmp)) throw refusal({ code: 'sidecar-has-doctype' });
  const text = xmp.replace(/^\uFEFF/, '');
  const nodes = parseNodes(text);
  const found = findRdf(nodes, OUTERMOST);
  if (found === null) throw refusal({ code: 'sidecar-without-xmp' });
  const descriptions = childrenOf(found.rdf);
  const abouts = descriptions.flatMap((node) => {
    const scope = scopeOf(node, found.scope);
    return Object.entries(attributesOf(node)).flatMap(([tag, value]) =>
      fullName(tag, scope, '') === xmpName('rdf:about') ? [value] : [],
    );
  });
  return {
    nodes,
    descriptions,
    about: (abouts[0] ?? '').replaceAll('"', '&quot;'),
    properties: descriptions.flatMap((node) => propertiesOf(node, found.scope)),
  };
}

/** Parses an XML fragment. */
export function parseNodes(text: string): XmpNode[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw invalid(`line ${valid.err.line}: ${valid.err.msg.slice(0, 100)}`);
  try {
    return new XMLParser(PARSER).parse(text);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message.slice(0, 100) : String(error));
  }
}

/** Serialises a tree. */
export const buildXmp = (tree: XmpTree): string => new XMLBuilder(BUILDER).build(tree.nodes);

/** Every text and attribute within an element, without declarations: the same in whatever way it is written. */
export function valuesIn(node: XmpNode): string[] {
  const inAttributes = Object.entries(attributesOf(node)).flatMap(([tag, value]) =>
    /^xml|(?:^|:)(?:parseType|about)$/.test(tag) ? [] : [decodeXml(value).trim()],
  );
  const inside = childrenOf(node).flatMap((child) =>
    typeof child['#text'] === 'string' ? [decodeXml(child['#text']).trim()] : valuesIn(child),
  );
  return [...inAttributes, ...inside].filter((value) => value !== '');
}

/** Escapes text for an element or attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Appends nodes to children, each on its own line. */
export function addNodes(children: XmpNode[], nodes: readonly XmpNode[], indent: number): void {
  if (isSpace(children.at(-1))) children.pop();
  const line = (spaces: number): XmpNode => ({ '#text': `\n${' '.repeat(spaces)}` });
  children.push(line(indent), ...nodes, line(indent - 1));
}

/** Removes nodes and their lines in one pass, because a hostile sidecar can have a million. */
export function takeNodes(children: XmpNode[], taken: ReadonlySet<XmpNode>): void {
  let length = 0;
  for (const node of children) {
    if (!taken.has(node)) children[length++] = node;
    else if (isSpace(children[length - 1])) length--;
  }
  children.length = length;
}

/** Removes properties, and descriptions that have only declarations left. */
export function takeProperties(tree: XmpTree, properties: Iterable<XmpProperty>): void {
  const taken = new Set<XmpNode>();
  for (const { at, description } of properties)
    if (typeof at === 'string') delete attributesOf(description)[at];
    else taken.add(at);
  for (const description of tree.descriptions) takeNodes(childrenOf(description), taken);
  const isEmpty = (node: XmpNode): boolean =>
    isElement(node) &&
    childrenOf(node).every(isSpace) &&
    Object.keys(attributesOf(node)).every((tag) => /^xmlns(:|$)|^([^:]*:)?about$/.test(tag));
  takeNodes(tree.descriptions, new Set(tree.descriptions.filter(isEmpty)));
}

function findRdf(nodes: readonly XmpNode[], outer: Scope): { rdf: XmpNode; scope: Scope } | null {
  for (const node of nodes) {
    const scope = scopeOf(node, outer);
    if (fullName(tagOf(node), scope) === xmpName('rdf:RDF')) return { rdf: node, scope };
    const below = findRdf(childrenOf(node), scope);
    if (below !== null) return below;
  }
  return null;
}

function propertiesOf(description: XmpNode, outer: Scope): XmpProperty[] {
  const scope = scopeOf(description, outer);
  if (fullName(tagOf(description), scope) !== xmpName('rdf:Description')) return [];
  const asAttributes = fieldsOfAttributes(description, scope).map(({ tag, name, text }) => ({
    name,
    items: [{ text, fields: new Map(), node: null }],
    list: null,
    description,
    at: tag,
  }));
  const asElements = childrenOf(description)
    .filter(isElement)
    .map((node) => {
      const inner = scopeOf(node, scope);
      return { name: fullName(tagOf(node), inner), ...contentOf(node, inner), description, at: node };
    });
  return [...asAttributes, ...asElements];
}

const LISTS: ReadonlySet<string> = new Set([xmpName('rdf:Bag'), xmpName('rdf:Seq'), xmpName('rdf:Alt')]);

function contentOf(property: XmpNode, scope: Scope): Pick<XmpProperty, 'items' | 'list'> {
  for (const list of childrenOf(property)) {
    const inner = scopeOf(list, scope);
    if (!LISTS.has(fullName(tagOf(list), inner))) continue;
    const children = childrenOf(list);
    const items = children
      .filter((node) => fullName(tagOf(node), scopeOf(node, inner)) === xmpName('rdf:li'))
      .map((node) => itemOf(node, inner));
    // The prefix of the list is bound to RDF, whatever its name.
    return { items, list: { children, itemTag: tagOf(list).replace(/[^:]+$/, 'li') } };
  }
  return { items: [itemOf(property, scope)], list: null };
}

function itemOf(node: XmpNode, outer: Scope): XmpItem {
  return { text: textOf(node), fields: new Map(fieldsOf(node, outer)), node };
}

/** Fields of a structure: attributes, elements, or a nested description. */
function fieldsOf(node: XmpNode, outer: Scope): [string, string][] {
  const scope = scopeOf(node, outer);
  const inAttributes = fieldsOfAttributes(node, scope).map(({ name, text }): [string, string] => [
    name,
    text,
  ]);
  const inElements = childrenOf(node)
    .filter(isElement)
    .flatMap((child): [string, string][] => {
      const inner = scopeOf(child, scope);
      const name = fullName(tagOf(child), inner);
      return name === xmpName('rdf:Description') ? fieldsOf(child, scope) : [[name, textOf(child)]];
    });
  return [...inAttributes, ...inElements];
}

/** Attributes that are properties, without those of RDF and declarations. */
const fieldsOfAttributes = (node: XmpNode, scope: Scope): { tag: string; name: string; text: string }[] =>
  Object.entries(attributesOf(node)).flatMap(([tag, value]) => {
    const name = fullName(tag, scope, '');
    const isField = tag.includes(':') && !/^xml/i.test(tag) && !name.startsWith(xmpName('rdf:'));
    return isField ? [{ tag, name, text: decodeXml(value).trim() }] : [];
  });

/** @param unprefixed namespace of names without prefix; attributes have none */
function fullName(tag: string, scope: Scope, unprefixed = namespaceOf('', scope)): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? unprefixed + tag : namespaceOf(tag.slice(0, colon), scope) + tag.slice(colon + 1);
}

function namespaceOf(prefix: string, { declared, outer }: Scope): string {
  return declared.get(prefix) ?? (outer === null ? '' : namespaceOf(prefix, outer));
}

function scopeOf(node: XmpNode, outer: Scope): Scope {
  const declared = Object.entries(attributesOf(node)).flatMap(([tag, value]): [string, string][] =>
    tag === 'xmlns' || tag.startsWith('xmlns:') ? [[tag.slice(6), decodeXml(value)]] : [],
  );
  return declared.length === 0 ? outer : { declared: new Map(declared), outer };
}

const tagOf = (node: XmpNode): string => Object.keys(node).find((key) => key !== ':@') ?? '';

const isSpace = (node: XmpNode | undefined): boolean =>
  typeof node?.['#text'] === 'string' && node['#text'].trim() === '';

const isElement = (node: XmpNode): boolean => !/^[#?]/.test(tagOf(node));

/** The array of the tree itself, not a copy; empty if there are no children. */
function childrenOf(node: XmpNode): XmpNode[] {
  const children = node[tagOf(node)];
  return Array.isArray(children) ? children : [];
}

/** The attributes object of the tree itself, not a copy. */
const attributesOf = (node: XmpNode): Record<string, string> =>
  (node[':@'] as Record<string, string> | undefined) ?? {};

function textOf(node: XmpNode): string {
  const parts = childrenOf(node).map((child) => {
    if (typeof child['#text'] === 'string') return decodeXml(child['#text']);
    return tagOf(child) === '#cdata'
      ? childrenOf(child)
          .map((part) => part['#text'])
          .join('')
      : '';
  });
  return parts.join('').trim();
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Decodes the five predefined entities and character references; others stay as they are. */
const decodeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (written, hex, decimal, name) => {
    if (name !== undefined) return NAMED.get(name) ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });

const invalid = (detail: string): BeachcombError => refusal({ code: 'sidecar-invalid', detail });
