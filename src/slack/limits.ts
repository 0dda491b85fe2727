/** Every limit that Slack puts on views, messages and their parts, named once. Lengths are UTF-16 units. */
export const limits = {
  modalTitle: 24,
  modalButton: 24,
  modalStack: 3,
  viewBlocks: 100,
  viewBytes: 250_000,
  privateMetadata: 3000,
  callbackId: 255,
  externalId: 255,

  messageBlocks: 50,
  messageText: 40_000,
  updatedText: 4000,
  messageMarkdown: 12_000,
  metadataEventType: 255,

  blockId: 255,
  actionId: 255,
  url: 3000,
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  headerText: 150,
  contextElements: 10,
  contextActions: 5,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,

  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  selectOptions: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  overflowOptions: 5,
  choiceOptions: 10,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
  richTextInputLines: 100,
  fileInputFiles: 10,

  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,

  alertText: 200,
  imageAlt: 2000,
  imageTitle: 2000,
  videoTitle: 200,
  videoDescription: 200,
  videoAuthor: 50,
  cardTitle: 150,
  cardBody: 200,
  carouselCards: 10,
  containerTitle: 150,
  containerBlocks: 10,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  tablesPerMessage: 1,
  dataTableMinRows: 2,
  dataTableRows: 201,
  dataTablePageSize: 100,

  triggerMs: 3000,
  ackMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  signatureSeconds: 5 * 60,
} as const;

const ELLIPSIS = '…';
const LONGEST_WHOLE_GRAPHEME = 32;
const ESCAPE_OR_TOKEN = /&(?:amp|lt|gt);|<(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>]*>/giu;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Shortens a text to at most `max` UTF-16 units, ending it with "…" when something was left out.
 * A character as people see it, an escape such as `&amp;` and a token such as `<@U1>` stay whole or go whole.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return '';
  const room = max - ELLIPSIS.length;
  return text.slice(0, endOutsideTokens(text, endOfGrapheme(text, room))).trimEnd() + ELLIPSIS;
}

function endOfGrapheme(text: string, end: number): number {
  // A grapheme may straddle the end from a little before it; segmenting the whole text would cost its length each time.
  const from = wholeCodePoint(text, Math.max(0, end - 4 * LONGEST_WHOLE_GRAPHEME));
  const window = text.slice(from, end + LONGEST_WHOLE_GRAPHEME);
  const straddling = graphemes.segment(window).containing(end - from);
  if (!straddling) return wholeCodePoint(text, end);
  const start = from + straddling.index;
  // A letter under a tower of combining marks is no character that anyone wants kept whole at the price of the text.
  return end - start > LONGEST_WHOLE_GRAPHEME ? wholeCodePoint(text, end) : start;
}

function wholeCodePoint(text: string, end: number): number {
  const before = text.charCodeAt(end - 1);
  const after = text.charCodeAt(end);
  const splitsPair = before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
  return splitsPair ? end - 1 : end;
}

function endOutsideTokens(text: string, end: number): number {
  for (const token of text.matchAll(ESCAPE_OR_TOKEN)) {
    if (token.index >= end) break;
    if (token.index + token[0].length > end) return token.index;
  }
  return end;
}
