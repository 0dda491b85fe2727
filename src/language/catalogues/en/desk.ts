export const desk = {
  title: 'Partnership Desk',
  today: '{{name}}, {{day}}',
  nothing_waits:
    'Nothing waits for you. Note a lead, log a meeting or register an agreement with the buttons above.',
  help: 'What can I do?',
  summary: 'Your desk: what waits for you',
  help_summary: 'This list',
  help_text: 'What /partner can do',
  help_intro: 'What you can type after `/partner`; `/partner` alone shows your desk.',
  help_languages:
    'French and English words work alike, and accents are optional. Answers are for your eyes only unless you post them.',
  typed: '`{{command}}`',
  unknown: 'I don’t know “{{verb}}”. `/partner help` shows what I can do.',
  did_you_mean: 'I don’t know “{{verb}}”. Did you mean one of these?',
} as const;
