import { type LeadStage, leadStages } from './lead.js';

/** A part of the pipeline under one heading: what waits for the office's word, or the leads of a stage. */
export type PipelineGroup = 'proposed' | LeadStage;

/** What comes first: proposals, then the furthest stage. */
export const groupOrder: readonly PipelineGroup[] = ['proposed', ...leadStages.toReversed()];
