export const form = {
  save: 'Save',
  cancel: 'Cancel',
  required: 'Please fill this in.',
  number: 'Please give a whole number between {{min}} and {{max}}.',
} as const;
