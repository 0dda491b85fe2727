import type { AddsDigests, AddsRemark } from '../digests/digest-kind.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsToSearch } from '../search/search-store.js';
import type { ActionOutcome, Feature } from '../slack/feature.js';
import { agreementActions } from './agreement-actions.js';
import { agreementCard, agreementMessage } from './agreement-card.js';
import { agreementForm } from './agreement-form.js';
import { agreementsToSearch } from './agreement-search-store.js';
import { agreementsOfPartner, listAgreementsWith, newAgreementButton } from './agreement-section.js';
import { amendmentForm } from './amendment-form.js';
import { commitmentCard, commitmentItem } from './commitment-card.js';
import {
  commitmentsForm,
  editCommitmentForm,
  notKeptForm,
  putOffCommitmentForm,
} from './commitment-forms.js';
import { readCommitments } from './commitment-store.js';
import { commitmentsDigest } from './commitments-digest.js';
import { showCommitments } from './commitments-list.js';
import { commitmentsOfPartner } from './commitments-section.js';
import { readWholeAgreement, readWholeAgreements } from './content-store.js';
import type { AddsToDossier, Renegotiates } from './contributions.js';
import { documentsForm, editDocumentForm } from './documents-form.js';
import { renewalDossier } from './dossier.js';
import { durationForm } from './duration-form.js';
import { replaceForm, terminateForm } from './ending-forms.js';
import { moneyForm } from './money-form.js';
import { askAgainDay } from './renewal.js';
import { afterDeciding, decide, openRenewal, told } from './renewal-decision.js';
import { noticeForm, putOffForm, reasonForm, renewForm } from './renewal-forms.js';
import { readRenewalId, renewalId, renewalLine } from './renewal-line.js';
import { readRenewals } from './renewal-store.js';
import { renewalsOnDesk } from './renewals-desk.js';
import { renewalsDigest } from './renewals-digest.js';
import { showRenewals } from './renewals-list.js';
import { criteriaForm, reviewForm } from './review-forms.js';
import { signatoriesForm } from './signatories-form.js';
import { signingForm } from './signing-form.js';
import { unknownEndsRemark } from './unknown-ends.js';

/** Agreements, how long they last, and what becomes of them. */
export function agreementsFeature({
  renegotiate,
  dossierSections,
}: Renegotiates & AddsToDossier): Feature & AddsToPartnerCard & AddsToSearch & AddsDigests & AddsRemark {
  return {
    name: 'agreements',
    searchSources: [agreementsToSearch],
    forms: [
      agreementForm,
      durationForm,
      amendmentForm,
      signatoriesForm,
      commitmentsForm,
      moneyForm,
      documentsForm,
      editDocumentForm,
      signingForm,
      terminateForm,
      replaceForm,
      editCommitmentForm,
      notKeptForm,
      putOffCommitmentForm,
      putOffForm,
      renewForm,
      noticeForm,
      reasonForm,
      criteriaForm,
      reviewForm,
    ],
    commands: [
      {
        verb: 'agreement',
        aliases: ['convention', 'accord'],
        usage: 'agreements.agreement_usage',
        summary: 'agreements.agreement_summary',
        run: (_request, { rest }) => ({
          kind: 'form',
          form: agreementForm.open({ agreementId: null, typedName: rest.slice(0, 300) }),
        }),
      },
      {
        verb: 'agreements',
        aliases: ['conventions', 'accords'],
        usage: 'partners.show_usage',
        summary: 'agreements.list_summary',
        run: async (request, text) => ({ kind: 'message', message: await listAgreementsWith(request, text) }),
      },
      {
        verb: 'renewal',
        aliases: ['dossier'],
        usage: 'agreements.dossier_usage',
        summary: 'agreements.dossier_summary',
        run: async (request, { rest }) => ({
          kind: 'message',
          message:
            (await renewalDossier(request, { reference: rest.trim() }, { dossierSections })) ??
            told(request, 'agreements.dossier_not_found', { typed: rest.trim() || '–' }),
        }),
      },
      {
        verb: 'renewals',
        aliases: ['échéances', 'renouvellements'],
        usage: 'agreements.renewals_usage',
        summary: 'agreements.renewals_summary',
        run: showRenewals,
      },
      {
        verb: 'commitments',
        aliases: ['engagements'],
        usage: 'commitments.usage',
        summary: 'commitments.summary',
        run: showCommitments,
      },
    ],
    actions: {
      ...agreementActions,
      details: async (request, { value }) => {
        const agreement = await readWholeAgreement(request.database, value, request.today);
        return {
          kind: 'answer',
          message:
            agreement === null
              ? told(request, 'agreements.problem.gone')
              : agreementMessage(agreement, request),
        };
      },
      renew: async (request, { value }): Promise<ActionOutcome> => {
        const open = await openRenewal(request, value);
        return open !== null && open.term.next?.by !== 'tacit'
          ? { kind: 'form', form: renewForm.open({ renewal: value }) }
          : afterDeciding(request, await decide(request, value, { choice: 'renew', months: null }));
      },
      lapse: async (request, { value }) =>
        afterDeciding(request, await decide(request, value, { choice: 'lapse' })),
      criteria: (_request, { value }) => ({
        kind: 'form',
        form: criteriaForm.open({ agreementId: value }),
      }),
      edit_review: (_request, { value }) => {
        const [agreementId = '', reviewId = ''] = value.split(':');
        return { kind: 'form', form: reviewForm.open({ agreementId, reviewId }) };
      },
      dossier: async (request, { value }) => ({
        kind: 'answer',
        message:
          (await renewalDossier(request, { id: value }, { dossierSections })) ??
          told(request, 'agreements.problem.gone'),
      }),
      give_notice: async (request, { value }): Promise<ActionOutcome> =>
        (await openRenewal(request, value)) === null
          ? { kind: 'refresh', also: told(request, 'agreements.already_decided') }
          : { kind: 'form', form: noticeForm.open({ renewal: value }) },
      say_why: (_request, { value }) => ({ kind: 'form', form: reasonForm.open({ decisionId: value }) }),
      renegotiate: async (request, { value }): Promise<ActionOutcome> => {
        const open = await openRenewal(request, value);
        if (open === null) return { kind: 'refresh', also: told(request, 'agreements.already_decided') };
        const { id: agreementId, partner, title, axes } = open.agreement;
        const subject = { agreementId, renewal: value, partner, object: title, axes };
        return { kind: 'form', form: renegotiate(subject) };
      },
      put_off: async (request, { value }): Promise<ActionOutcome> => {
        const [renewal = '', after = ''] = value.split(':');
        if (after === 'day') return { kind: 'form', form: putOffForm.open({ renewal }) };
        const open = await openRenewal(request, renewal);
        if (open === null) return { kind: 'refresh', also: told(request, 'agreements.already_decided') };
        const { today, workspace } = request;
        const askAgainOn = askAgainDay(
          after === 'month' ? 'month' : 'week',
          open.term,
          today,
          workspace.calendar,
        );
        return afterDeciding(request, await decide(request, renewal, { choice: 'later', askAgainOn }));
      },
    },
    items: [
      {
        name: 'agreement',
        alone: true,
        show: async (database, ids, reading) =>
          new Map(
            [...(await readWholeAgreements(database, ids, reading.today))].map(([id, agreement]) => [
              id,
              agreementCard(agreement, reading),
            ]),
          ),
      },
      {
        name: commitmentItem,
        show: async (database, ids, reading) =>
          new Map(
            (await readCommitments(database, ids)).map((each) => [each.id, commitmentCard(each, reading)]),
          ),
      },
      {
        name: 'renewal',
        rowOf: (id) => readRenewalId(id)?.agreementId ?? id,
        show: async (database, ids, reading) => {
          const refs = ids.flatMap((id) => readRenewalId(id) ?? []);
          const found = await readRenewals(
            database,
            refs.map(({ agreementId }) => agreementId),
          );
          return new Map(
            refs.flatMap((ref) => {
              const agreement = found.get(ref.agreementId);
              return agreement === undefined
                ? []
                : [[renewalId(ref), renewalLine(agreement, ref.termEndsOn, reading)] as const];
            }),
          );
        },
      },
    ],
    shortcuts: [{ label: 'agreements.agreement_shortcut', action: 'new' }],
    deskSections: [renewalsOnDesk],
    partnerSections: [agreementsOfPartner, commitmentsOfPartner],
    newWithPartner: newAgreementButton,
    digestKinds: [renewalsDigest, commitmentsDigest],
    digestRemark: unknownEndsRemark,
  };
}
