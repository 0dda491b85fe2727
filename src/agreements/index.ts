import type { AddsDigests } from '../digests/digest-kind.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsToSearch } from '../search/search-store.js';
import type { ActionOutcome, Feature } from '../slack/feature.js';
import { agreementCard, agreementMessage } from './agreement-card.js';
import { agreementForm } from './agreement-form.js';
import { agreementsToSearch } from './agreement-search-store.js';
import { agreementsOfPartner } from './agreement-section.js';
import { readAgreement, readAgreements } from './agreement-store.js';
import { amendmentForm } from './amendment-form.js';
import { readAround, readAroundOne } from './around-store.js';
import { askAgainDay } from './renewal.js';
import { afterDeciding, decide, openRenewal, told } from './renewal-decision.js';
import { lengthenForm, putOffForm } from './renewal-forms.js';
import { readRenewalId, renewalId, renewalLine } from './renewal-line.js';
import { readRenewals } from './renewal-store.js';
import { renewalsOnDesk } from './renewals-desk.js';
import { renewalsDigest } from './renewals-digest.js';
import { showRenewals } from './renewals-list.js';

/** Agreements, how long they last, and what becomes of them. */
export const agreementsFeature: Feature & AddsToPartnerCard & AddsToSearch & AddsDigests = {
  name: 'agreements',
  searchSources: [agreementsToSearch],
  forms: [agreementForm, amendmentForm, putOffForm, lengthenForm],
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
      verb: 'renewals',
      aliases: ['échéances', 'renouvellements'],
      usage: 'agreements.renewals_usage',
      summary: 'agreements.renewals_summary',
      run: showRenewals,
    },
  ],
  actions: {
    new: () => ({ kind: 'form', form: agreementForm.open({ agreementId: null, typedName: '' }) }),
    edit: async ({ database }, { value }) => ({
      kind: 'form',
      form:
        (await readAgreement(database, value))?.kind === 'amendment'
          ? amendmentForm.open({ agreementId: null, amendmentId: value })
          : agreementForm.open({ agreementId: value, typedName: '' }),
    }),
    amend: (_request, { value }) => ({
      kind: 'form',
      form: amendmentForm.open({ agreementId: value, amendmentId: null }),
    }),
    details: async (request, { value }) => {
      const agreement = await readAgreement(request.database, value);
      return {
        kind: 'answer',
        message:
          agreement === null
            ? told(request, 'agreements.problem.gone')
            : agreementMessage(agreement, request, await readAroundOne(request.database, agreement)),
      };
    },
    renew: async (request, { value }): Promise<ActionOutcome> => {
      const decided = await decide(request, value, { choice: 'renew', months: null });
      return decided.state === 'length_needed'
        ? { kind: 'form', form: lengthenForm.open({ renewal: value }) }
        : afterDeciding(request, decided);
    },
    lapse: async (request, { value }) =>
      afterDeciding(request, await decide(request, value, { choice: 'lapse' })),
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
        workspace.workingDays,
      );
      return afterDeciding(request, await decide(request, renewal, { choice: 'later', askAgainOn }));
    },
  },
  items: [
    {
      name: 'agreement',
      show: async (database, ids, reading) => {
        const agreements = await readAgreements(database, ids);
        const around = await readAround(database, [...agreements.values()]);
        return new Map(
          [...agreements].map(([id, agreement]) => [id, agreementCard(agreement, reading, around.get(id))]),
        );
      },
    },
    {
      name: 'renewal',
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
  partnerSections: [agreementsOfPartner],
  digestKinds: [renewalsDigest],
};
