import type { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';
import { blockSchemas, blockSurfaces, elementSurfaces, type Surface } from './blocks.js';
import { elementProblems } from './element-rules.js';
import { elementSchemas } from './elements.js';

type JsonObject = { [key: string]: unknown };

/** What Slack, or this project, would refuse in a list of blocks for a surface; one line a problem, none when right. */
export function checkBlocks(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ['blocks: not a list'];
  const most = surface === 'message' ? limits.messageBlocks : limits.viewBlocks;
  return [
    ...(blocks.length > most ? [`blocks: ${blocks.length} blocks, at most ${most} are allowed`] : []),
    ...blocks.flatMap((block, index) =>
      blockProblems(block, surface).map((text) => `blocks[${index}]${text}`),
    ),
    ...acrossBlocks(blocks),
  ];
}

/** Problems of a value against a schema, each with the path to it. */
export function schemaProblems(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success
    ? []
    : result.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`);
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}

function blockProblems(block: unknown, surface: Surface): string[] {
  if (!isObject(block)) return [': not an object'];
  const type = String(block['type']);
  if (!isKey(blockSchemas, type)) return [`: there is no block "${type}"`];
  return [
    ...(blockSurfaces[type].includes(surface) ? [] : [`: ${type} can't stand in a ${surface}`]),
    ...schemaProblems(blockSchemas[type], block),
    ...elementsIn(block).flatMap((element) => {
      const where = elementSurfaces[String(element['type'])];
      return [
        ...elementProblems(element).map((text) => ` ${element['type']}: ${text}`),
        ...(where && !where.includes(surface) ? [` ${element['type']}: can't stand in a ${surface}`] : []),
      ];
    }),
    ...repeated(elementsIn(block).map((element) => element['action_id'])).map(
      (id) => `: action_id "${id}" twice`,
    ),
  ];
}

function acrossBlocks(blocks: readonly unknown[]): string[] {
  const objects = blocks.filter(isObject);
  const ofType = (type: string) => objects.filter((block) => block['type'] === type);
  const focused = objects.flatMap(elementsIn).filter((element) => element['focus_on_load'] === true);
  const markdown = ofType('markdown').reduce((sum, block) => sum + String(block['text']).length, 0);
  return [
    ...repeated(objects.flatMap(nestedBlocks).map((block) => block['block_id'])).map(
      (id) => `block_id "${id}" twice`,
    ),
    ...(focused.length > 1 ? ['focus_on_load in more than one element'] : []),
    ...(ofType('table').length > limits.tablesPerMessage ? ['more than one table'] : []),
    ...(tableCharacters(ofType('table')) > limits.tableCharacters ? ['too many characters in a table'] : []),
    ...(markdown > limits.messageMarkdown ? ['too many characters of markdown'] : []),
  ];
}

function nestedBlocks(block: JsonObject): JsonObject[] {
  const children = Array.isArray(block['child_blocks']) ? block['child_blocks'].filter(isObject) : [];
  return [block, ...children];
}

function tableCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + tableCharacters(each), 0);
  if (!isObject(value)) return 0;
  const own = typeof value['text'] === 'string' ? value['text'].length : 0;
  return Object.values(value).reduce((sum: number, each) => sum + tableCharacters(each), own);
}

/** The interactive elements and images of a block, however deep. */
export function elementsIn(block: JsonObject): JsonObject[] {
  return Object.values(block).flatMap(elementsOf);
}

function elementsOf(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isObject(value)) return [];
  const own = isKey(elementSchemas, String(value['type'])) ? [value] : [];
  return [...own, ...elementsIn(value)];
}

function repeated(values: readonly unknown[]): unknown[] {
  const named = values.filter((value) => value !== undefined);
  return [...new Set(named.filter((value, index) => named.indexOf(value) !== index))];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKey<T extends object>(object: T, key: string): key is string & keyof T {
  return Object.hasOwn(object, key);
}
