export const form = {
  save: 'Save',
  cancel: 'Cancel',
  required: 'Please fill this in.',
  number: 'Please give a whole number between {{min}} and {{max}}.',
  look_again: 'Please look at what is marked. Nothing that you typed is lost; save again to go on.',
  meanwhile: {
    gone: 'This is no longer in the register: someone removed it in the meantime. Nothing was saved; copy what you still need.',
    changed:
      '*Someone else has changed this in the meantime.* Nothing that you typed is lost, and nothing is saved yet. Look at what is marked, then save again.',
    conflict: 'Changed meanwhile to: {{value}}. Save again to put yours in its place.',
    conflict_empty: 'Emptied meanwhile. Save again to put yours in its place.',
    kept: 'Changed meanwhile to: {{value}}. This stays unless you change it here.',
    kept_empty: 'Emptied meanwhile. It stays so unless you change it here.',
    kept_line: '{{field}} → {{value}}',
    nothing: 'nothing',
    kept_heading: 'A colleague changed this in the meantime, and it was kept:',
  },
} as const;
