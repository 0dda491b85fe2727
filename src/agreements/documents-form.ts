import { entriesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { type AddedFile, filesField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { addDocuments, type NewDocument, readWholeAgreement, removeDocuments } from './content-store.js';
import { readDocumentLink, titleOfLink } from './document-link.js';
import { partState, unchanged } from './guided.js';
import { refusedAt, savePart } from './save-part.js';

const longestTitle = 200;
const longestLink = 2_000;

/** The questions by which papers are added, for forms that take some. */
export const paperFields = () => ({
  title: textField({ required: false, max: longestTitle }),
  link: textField({ required: false, max: longestLink }),
  files: filesField(),
});

/** The papers that the answers name; null where the link is none. The title is that of the link, or of the only file. */
export function papersOf({
  title,
  link,
  files,
}: {
  readonly title: string | null;
  readonly link: string | null;
  readonly files: readonly AddedFile[];
}): NewDocument[] | null {
  const url = link === null ? null : readDocumentLink(link);
  if (link !== null && url === null) return null;
  const linked =
    url === null ? [] : [{ title: title ?? titleOfLink(url).slice(0, longestTitle), url, slackFileId: null }];
  const ownTitle = url === null && files.length === 1 ? title : null;
  return [
    ...linked,
    ...files.map((file) => ({
      title: (ownTitle ?? file.name).slice(0, longestTitle),
      url: file.url,
      slackFileId: file.id,
    })),
  ];
}

/** Adds papers to an agreement, and takes some away. */
export const documentsForm = defineForm({
  name: 'contents.documents',
  state: partState,
  fields: async ({ database, today }: Request, { agreementId }) => {
    const agreement = await readWholeAgreement(database, agreementId, today);
    const kept = (agreement?.parts.documents ?? []).map(({ id, title }) => ({ id, shown: title }));
    return { ...paperFields(), remove: entriesField(kept) };
  },
  initial: () => ({}),
  save: async (request, { remove, ...added }, { agreementId, guided }, submissionKey) => {
    const papers = papersOf(added);
    if (papers === null) return refusedAt('link', { key: 'contents.problem.no_link' });
    if (papers.length === 0 && remove.length === 0) {
      if (guided) return unchanged(request, agreementId, 'link');
      return refusedAt('link', { key: 'contents.problem.no_paper' });
    }
    return savePart(
      request,
      agreementId,
      { action: 'agreement_documents', field: 'link', said: 'agreements.edited' },
      async (database) => {
        const by = { personId: request.person.id, at: request.now };
        await removeDocuments(database, agreementId, remove);
        await addDocuments(database, agreementId, papers, by);
        return null;
      },
      submissionKey,
    );
  },
});
