/** What two leads may both say. */
interface Says {
  readonly object: string;
  readonly axes: readonly string[];
  readonly source: string | null;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  readonly proposalParts: readonly string[];
  readonly expectedSignatureOn: Date | null;
  readonly value: number | null;
  readonly currency: string | null;
}

/**
 * What a lead says once a proposal is merged into it: its own words stay, the proposal's are added to them, and where
 * it says nothing the proposal's stand. An object of the proposal's own is kept among the exchanges.
 */
export function combineLeads(lead: Says, proposal: Says) {
  const worth = lead.value === null ? proposal : lead;
  const otherObject = proposal.object === lead.object ? null : proposal.object;
  return {
    axes: [...new Set([...lead.axes, ...proposal.axes])],
    source: lead.source ?? proposal.source,
    needs: added(lead.needs, proposal.needs),
    offer: added(lead.offer, proposal.offer),
    exchanges: added(added(lead.exchanges, otherObject), proposal.exchanges),
    proposalParts: [...new Set([...lead.proposalParts, ...proposal.proposalParts])],
    expectedSignatureOn: lead.expectedSignatureOn ?? proposal.expectedSignatureOn,
    value: worth.value,
    currency: worth.currency,
  };
}

function added(text: string | null, more: string | null): string | null {
  if (text === null || more === null || text.includes(more)) return text ?? more;
  return `${text}\n${more}`;
}
