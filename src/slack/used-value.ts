import type { BlockElementAction } from '@slack/bolt';

/** What a person chose with a button, menu or date: the one value that handling it needs. Empty where nothing was. */
export function usedValue(used: BlockElementAction): string {
  switch (used.type) {
    case 'button':
      return used.value ?? '';
    case 'static_select':
    case 'external_select':
    case 'overflow':
      return used.selected_option?.value ?? '';
    case 'users_select':
      return used.selected_user ?? '';
    case 'datepicker':
      return used.selected_date ?? '';
    default:
      return '';
  }
}
