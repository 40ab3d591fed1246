import type { Messages } from '../en.ts'

export const streak: Messages['streak'] = {
  met: 'Diese Woche ist geschafft: {{done}} gemacht, {{planned}} geplant. Nächste Woche geht es weiter.',
  trained: 'Diese Woche war nichts geplant, und du hast trotzdem trainiert: Sie zählt.',
  left: 'Bis {{day}}, fehlen noch {{left}} von {{planned}}. Dann ist es Woche {{next}} in Folge.',
  begin: 'Bis {{day}}, fehlen noch {{left}} von {{planned}}. Dann ist die erste Woche geschafft.',
  pause:
    'Diese Woche ist nichts geplant: Deine Wochen in Folge pausieren und enden erst nach vier solchen Wochen. Jedes Training macht daraus Woche {{next}} in Folge.',
  none: 'Plan eine Woche und zieh sie durch, oder trainier einfach: Damit beginnen deine Wochen in Folge.',
}
