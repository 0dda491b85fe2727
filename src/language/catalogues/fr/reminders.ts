import type { Translation } from '../../catalogue.js';
import type { reminders as english } from '../en/reminders.js';

export const reminders: Translation<typeof english> = {
  usage: '[9h00 | non]',
  summary: 'L’heure à laquelle on vous rappelle ce qui est à faire',
  title_one: 'Vous avez {{count}} suivi à faire',
  title_other: 'Vous avez {{count}} suivis à faire',
  for_others: 'À faire pour des collègues absents',
  as_deputy: '{{person}} s’absente jusqu’au {{day}} et vous a confié sa suppléance. C’est à faire :',
  more_one: '{{count}} autre',
  more_other: '{{count}} autres',
  turn_off: 'Ne plus me le rappeler',
  turn_on: 'Me le rappeler',
  settings: 'Une autre heure…',
  at: 'Les jours ouvrés à {{time}}, un message direct vous rappelle ce qui est à faire, s’il y a lieu. Une autre heure : `/partner rappels 8h30`',
  none: 'Aucun rappel ne vous est envoyé. `/partner suivis` montre toujours ce qui est à faire.',
  unread: 'Je n’ai pas pu lire « {{typed}} » comme une heure. Écrivez-la comme `8h30`, ou `non`.',
};
