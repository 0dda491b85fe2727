import type { Translation } from '../../catalogue.js';
import type { desk as english } from '../en/desk.js';

export const desk: Translation<typeof english> = {
  title: 'Partnership Desk',
  today: '{{name}}, {{day}}',
  nothing_waits:
    'Rien ne vous attend. Notez une piste, une rencontre ou une convention avec les boutons ci-dessus.',
  help: 'Que puis-je faire ?',
  summary: 'Votre bureau : ce qui vous attend',
  help_summary: 'Cette liste',
  help_text: 'Ce que /partner sait faire',
  help_intro: 'Ce que vous pouvez taper après `/partner` ; `/partner` seul montre votre bureau.',
  help_languages:
    'Les mots français et anglais fonctionnent, et les accents sont facultatifs. Vous seul voyez les réponses, sauf si vous les publiez.',
  typed: '`{{command}}`',
  unknown: 'Je ne connais pas « {{verb}} ». `/partner aide` montre ce que je sais faire.',
  did_you_mean: 'Je ne connais pas « {{verb}} ». Vouliez-vous dire ceci ?',
};
