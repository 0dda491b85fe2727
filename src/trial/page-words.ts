// What Slack's own client says around an app's forms, or what the trial page needs said because it can do less.
// None of it is the app's text, so it does not stand in the app's catalogues.

const words = {
  fr: {
    optional: '(facultatif)',
    nothing: '— aucun choix',
    tickedHint: '✓ : déjà choisi ; cocher pour retirer.',
    newLineHint: 'Page d’essai : \\n passe à la ligne.',
    button: 'Boutons du formulaire',
    buttonHint: 'Page d’essai : choisir un bouton, puis envoyer.',
    noFiles: 'la page d’essai ne prend pas de fichiers ; donnez un lien.',
    required: 'Ce champ est obligatoire.',
    tooShort: 'Texte trop court.',
    tooLong: 'Texte trop long.',
    notTime: 'Écrire l’heure ainsi : 09:30.',
    notNumber: 'Écrire un nombre.',
    notEmail: 'Écrire une adresse e-mail.',
    notUrl: 'Écrire une adresse web complète.',
  },
  en: {
    optional: '(optional)',
    nothing: '— no choice',
    tickedHint: '✓: already chosen; tick to take away.',
    newLineHint: 'Trial page: \\n starts a new line.',
    button: 'Buttons of this form',
    buttonHint: 'Trial page: choose a button, then submit.',
    noFiles: 'the trial page takes no files; give a link.',
    required: 'Please fill in this field.',
    tooShort: 'This text is too short.',
    tooLong: 'This text is too long.',
    notTime: 'Write the time like this: 09:30.',
    notNumber: 'Write a number.',
    notEmail: 'Write an email address.',
    notUrl: 'Write a complete web address.',
  },
} as const;

export type PageWord = keyof (typeof words)['fr'];

/** @returns the text in the reader's language */
export function pageWord(language: 'fr' | 'en', word: PageWord): string {
  return words[language][word];
}
