import type { Translation } from '../../catalogue.js';
import type { contents as english } from '../en/contents.js';

export const contents: Translation<typeof english> = {
  chosen: {
    draft: 'Brouillon (peut être incomplet)',
    in_review: 'En relecture',
    out_for_signature: 'À la signature',
    signed: 'Signée',
  },
  course: {
    draft: 'Brouillon : pas en vigueur, et peut être incomplet',
    in_review: 'En relecture : pas encore signée, donc pas en vigueur',
    out_for_signature: 'À la signature : pas encore en vigueur',
    terminated: 'Résiliée : son dernier jour était le {{day}}',
    terminated_from: 'Résiliée : son dernier jour sera le {{day}}',
    replaced: 'Remplacée après le {{day}} par {{by}}',
    replaced_from: 'Sera remplacée après le {{day}} par {{by}}',
  },
  place: {
    renewed: 'renouvelée, en vigueur jusqu’au {{day}}',
    ending: 'en vigueur, prend fin par anticipation le {{day}}',
    terminated: 'résiliée après le {{day}}',
    replaced: 'remplacée après le {{day}}',
  },
  step: { signature: 'Signature' },
  passed: '✓ {{step}} : {{day}}, noté par {{person}}',
  planned: 'Prévu : {{term}}',
  still_to_pass: 'Reste à passer : {{steps}}',
  holds: {
    signatories_one: '{{count}} signataire (signatures : {{signed}})',
    signatories_other: '{{count}} signataires (signatures : {{signed}})',
    ours_open_one: 'nous avons {{count}} engagement en cours',
    ours_open_other: 'nous avons {{count}} engagements en cours',
    theirs_open_one: 'le partenaire a {{count}} engagement en cours',
    theirs_open_other: 'le partenaire a {{count}} engagements en cours',
    ours_kept: 'nous avons tenu {{percent}} % ({{kept}} sur {{settled}})',
    theirs_kept: 'le partenaire a tenu {{percent}} % ({{kept}} sur {{settled}})',
    still_open: '{{count}} en cours',
    overdue_one: '⚠️ {{count}} en retard',
    overdue_other: '⚠️ {{count}} en retard',
    no_money: 'sans échange financier',
    ours_pay: 'nous versons {{amount}}',
    theirs_pay: 'le partenaire verse {{amount}}',
    more_payments_one: '{{count}} autre versement',
    more_payments_other: '{{count}} autres versements',
    more_documents_one: '{{count}} autre document',
    more_documents_other: '{{count}} autres documents',
    replaces: 'remplace {{reference}} – {{title}}',
  },
  go_on: {
    signatories: 'Continuer avec les signataires',
    commitments: 'Continuer avec les engagements',
    money: 'Continuer avec les finances',
    documents: 'Continuer avec les documents',
  },
  part: {
    duration: 'Durée',
    signatories: 'Signataires',
    commitments: 'Engagements',
    money: 'Finances',
    documents: 'Documents',
  },
  move: {
    review: 'Envoyer en relecture',
    pass: '✓ {{step}}',
    send: 'Envoyer à la signature',
    sign: 'Signée aujourd’hui',
  },
  moved: {
    review: '« {{title}} » est en relecture.',
    pass: '« {{title}} » : {{step}}, noté ce jour.',
    send: '« {{title}} » est à la signature.',
    sign: '« {{title}} » est notée signée ce jour.',
  },
  moved_already: 'Quelqu’un a été plus rapide : voici où elle en est.',
  signing_button: 'Signature, à une date…',
  signed_step: 'Signée par les deux parties',
  signed: 'Convention signée : {{title}}',
  step_noted: 'Étape notée : {{title}}',
  way: {
    terminate: 'Résilier avant terme…',
    replace: 'Remplacée par une autre…',
    reinstate: 'Finalement, elle se poursuit',
  },
  terminated: 'Convention résiliée : {{title}}',
  replaced: 'Convention remplacée : {{title}}',
  reinstated: '« {{title}} » se poursuit comme avant.',
  no_successor:
    'Il n’y a pas encore d’autre convention avec ce partenaire. Enregistrez celle qui la remplace avec `/partner convention`, puis revenez.',
  understood:
    'Voici ce que j’ai compris. Enregistrez encore une fois si c’est juste, ou modifiez les lignes.\n{{list}}',
  without_money: 'Aucun échange financier',
  problem: {
    not_signed_yet:
      'Vous avez donné une date de signature : choisissez « Signée », ou laissez ce champ vide.',
    signed_in_future: 'Ce jour est encore à venir. Notez la signature quand elle aura eu lieu.',
    reference_taken:
      '« {{title}} » porte déjà cette référence. Choisissez-en une autre, ou laissez ce champ vide.',
    too_many_lines: 'Donnez au plus {{most}} lignes ici.',
    no_such_day:
      'Dans « {{line}} », je ne peux pas lire « {{typed}} » comme une date. Écrivez-la ainsi : 15/03/2027.',
    signer_day: 'Dans « {{line}} », le jour de signature est encore à venir, ou trop ancien.',
    no_name: 'Chaque ligne commence par un nom ; pas « {{line}} ».',
    line_too_long: 'Cette ligne est trop longue : « {{line}} »',
    no_amount: 'Commencez la ligne par un montant, par exemple « 120 000 MAD » : « {{line}} »',
    no_currency: 'Précisez la devise après le montant, par exemple « 120 000 MAD » : « {{line}} »',
    money_after_all:
      'Vous avez coché « aucun échange financier », et pourtant il y a des versements. Décochez, ou videz les lignes.',
    no_link: 'Ce n’est pas une adresse web. Elle commence par https://',
    no_paper: 'Donnez un lien, ajoutez un fichier, ou choisissez ce qu’il faut retirer.',
    lacks:
      'Avant d’aller plus loin, il manque à cette convention : {{missing}}. Complétez-la avec « Modifier » ; rien n’est perdu.',
    passed_already: 'Quelqu’un l’a déjà noté.',
    signed_already: 'Cette convention est déjà signée.',
    starts_when_signed:
      'Dites-le avec la signature : choisissez « Signée par les deux parties », ou laissez ce champ vide.',
    not_running: 'Cette convention n’est pas signée, ou elle a déjà pris fin.',
    ends_before_start:
      'Elle n’est en vigueur qu’à partir du {{day}}. Choisissez ce jour ou un jour plus tard.',
    ends_anyway: 'Elle prend fin le {{day}} de toute façon. Choisissez un jour plus tôt.',
    successor_unsigned: 'Celle-là n’est pas encore signée. Elle prendra sa place une fois signée.',
    successor_start:
      'Personne ne sait quand celle-là entre en vigueur : donnez donc le dernier jour de celle-ci.',
  },
  signatories: {
    form: {
      title: 'Signataires',
      ours: 'Qui signe pour nous',
      ours_hint: 'Une personne par ligne : nom, qualité, date de signature. Seul le nom est indispensable.',
      ours_placeholder: 'Amina Berrada, vice-présidente, 24/09/2026',
      theirs: 'Qui signe pour le partenaire',
      theirs_placeholder: 'Omar Tazi, directeur',
      goOn: 'Ensuite',
    },
  },
  money: {
    form: {
      title: 'Aspects financiers',
      none: 'Sans finances',
      ours: 'Ce que nous versons au partenaire',
      ours_hint: 'Un versement par ligne : montant et devise, puis quand et pour quoi.',
      ours_placeholder: '120 000 MAD, en deux versements, janvier et juin',
      theirs: 'Ce que le partenaire nous verse',
      theirs_placeholder: '15 000 EUR par an, pour le laboratoire',
      goOn: 'Ensuite',
      finances: 'Ce qui est convenu d’autre sur les finances',
    },
  },
  documents: {
    form: {
      title: 'Documents',
      title_hint: 'Laissez vide pour garder le nom du fichier ou de la page.',
      link: 'Lien',
      link_placeholder: 'https://…',
      files: 'Fichiers',
      files_hint:
        'Ils restent dans Slack. Partagez-les dans un canal pour que vos collègues puissent les ouvrir.',
      remove: 'Retirer',
      remove_hint: 'Les documents eux-mêmes restent où ils sont.',
    },
  },
  signing: {
    form: {
      title: 'Signature',
      step: 'Ce qui est fait',
      day: 'Le',
      startsOn: 'En vigueur à partir du',
      startsOn_hint: 'Avec la signature, si elle prend effet un autre jour.',
      note: 'Note',
      note_placeholder: 'Sur papier, conseil du 12 mars…',
      link: 'Lien vers la version numérisée',
      link_placeholder: 'https://…',
      files: 'Version numérisée',
    },
  },
  terminate: {
    form: { title: 'Résilier avant terme', day: 'Dernier jour en vigueur', because: 'Pourquoi' },
  },
  replace: {
    form: {
      title: 'Remplacée par une autre',
      successor: 'La convention qui la remplace',
      day: 'Dernier jour de celle-ci',
      day_hint: 'Si vous laissez ce champ vide, la veille du premier jour de l’autre.',
      because: 'Pourquoi',
    },
  },
};
