export const dates = {
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  in_days_one: 'in {{count}} day',
  in_days_other: 'in {{count}} days',
  working_days_ago_one: '{{count}} working day ago',
  working_days_ago_other: '{{count}} working days ago',
  days_ago_one: '{{count}} day ago',
  days_ago_other: '{{count}} days ago',
} as const;
