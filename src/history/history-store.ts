export { readTrail, type TrailEntry } from '../database/trail.js';
