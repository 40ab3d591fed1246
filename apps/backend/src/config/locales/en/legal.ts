/**
 * The terms and the privacy notice, unless the operator has others. A change of their meaning needs another
 * version in `config/legal.ts`.
 */
export const legal = {
  terms: `These are the rules for using this FitVibe server. The operator of this server is your partner; FitVibe itself is free software under the MIT licence.

# Your account

You must be at least 13 years old. Keep your password to yourself, and use an e-mail address that you can read. You can delete your account at any time.

# Your training

You train at your own risk. FitVibe does not know your health and gives no medical advice. Suggestions, estimated maxima, points and energy are calculated by formulas, which can be wrong for you. Ask a doctor if you are not sure.

# Sharing

What you write stays yours. If you share a session or an exercise, others may see and copy it; copies stay with them, without your name once you delete your account.

- Share nothing that belongs to others or that is against the law.
- Do not insult, threaten or deceive anybody.
- Do not attack the server, and do not use it for anything but training.

Administrators can hide what breaks these rules, and suspend the account.

# The service

The server may be away at times, and the operator may end it. Download your data now and then. There is no warranty beyond what the law demands.`,
  privacy: `This notice says what this FitVibe server stores about you, why, and for how long. The operator of this server is responsible for it.

# Stored data

{{stored}}

Body weight, sets, age and gender say something about your health. They are only used to plan your training and to show your progress.

# Access

Everything is private unless you share it. Others see your username, and what your settings allow: the profile, shared sessions, shared notes, public exercises. Administrators see accounts with masked addresses, reports with the reported texts, and the audit log. Mail goes through the mail server of the operator. If the operator has set up a translation service, it gets the titles, notes and exercise names that you share with everybody, without names, addresses and numbers of people as far as they are recognised. There are no trackers, and your data is not sold.

# Cookies

The server sets cookies that keep you logged in and protect your requests. It sets no others.

# Your rights

- Download everything that is stored about you: Profile, then "Privacy and data".
- Correct it: your profile and each session can be edited.
- Delete your account: everything is erased {{deletion}} later. Until then you can change your mind.
- Complain to the data protection authority of your country.

Backups of the operator may hold your data a little longer.`,
} as const
