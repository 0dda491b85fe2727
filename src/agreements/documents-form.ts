import { z } from 'zod';
import { choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { heldField } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { type AddedFile, filesField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import {
  addDocuments,
  editDocument,
  type NewDocument,
  readDocument,
  removeDocument,
} from './content-store.js';
import { readDocumentLink, titleOfLink } from './document-link.js';
import { leftHalfway, partState, unchanged } from './guided.js';
import { refusedAt, savePart } from './save-part.js';

const longestTitle = 200;
const longestLink = 2_000;

/** The questions by which papers are added, for forms that take some. */
export const paperFields = () => ({
  name: textField({ required: false, max: longestTitle }),
  link: textField({ required: false, max: longestLink }),
  files: filesField(),
});

/** The papers that the answers name; null where the link is none. The title is that of the link, or of the only file. */
export function papersOf({
  name: title,
  link,
  files,
}: {
  readonly name: string | null;
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

/** Adds papers to an agreement. */
export const documentsForm = defineForm({
  name: 'contents.documents',
  state: partState,
  closed: leftHalfway,
  fields: paperFields,
  initial: () => ({}),
  save: async (request, added, { agreementId, guided }, submissionKey) => {
    const papers = papersOf(added);
    if (papers === null) return refusedAt('link', { key: 'contents.problem.no_link' });
    if (papers.length === 0) {
      if (guided) return unchanged(request, agreementId, 'link');
      return refusedAt('link', { key: 'contents.problem.no_paper' });
    }
    return savePart(
      request,
      agreementId,
      { action: 'agreement_documents', field: 'link', said: 'agreements.edited' },
      async (database) => {
        const by = { personId: request.person.id, at: request.now };
        await addDocuments(database, agreementId, papers, by);
        return null;
      },
      submissionKey,
    );
  },
});

async function editFields({ database }: Request, { documentId }: { readonly documentId: string }) {
  const document = await readDocument(database, documentId);
  const link = textField({ required: true, max: longestLink });
  return {
    name: textField({ required: true, max: longestTitle }),
    // A file is where Slack keeps it.
    link: document === null || document.slackFileId === null ? link : heldField(document.url),
    remove: choicesField({ choices: ['remove'], label: () => 'contents.remove_document' }),
  };
}

/** What a paper is called and where it is; or it is taken away. */
export const editDocumentForm = defineForm({
  name: 'contents.document',
  state: z.object({ documentId: z.string() }),
  edits: () => true,
  fields: editFields,
  initial: async ({ database }: Request, { documentId }) => {
    const document = await readDocument(database, documentId);
    return document === null ? {} : { name: document.title, link: document.url };
  },
  save: async (request, { name: title, link, remove }, { documentId }, submissionKey) => {
    const document = await readDocument(request.database, documentId);
    if (document === null) return refusedAt('name', { key: 'form.meanwhile.gone' });
    const { agreementId, slackFileId } = document;
    const url = slackFileId === null ? readDocumentLink(link) : document.url;
    if (url === null) return refusedAt('link', { key: 'contents.problem.no_link' });
    const removed = remove.length > 0;
    return savePart(
      request,
      agreementId,
      {
        action: removed ? 'document_removed' : 'document_edited',
        field: 'name',
        said: 'agreements.edited',
      },
      async (database) => {
        const done = removed
          ? await removeDocument(database, documentId)
          : await editDocument(database, documentId, { title, url });
        return done ? null : { key: 'form.meanwhile.gone' };
      },
      submissionKey,
    );
  },
});
