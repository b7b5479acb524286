import { useWords } from '../../../i18n/words.ts';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { When } from '../../../parts/when.tsx';
import { useGroups } from '../../../shell/groups.ts';
import { useMay, useMe } from '../../../shell/me.ts';
import { MemberEnd } from './member-end.tsx';
import { MemberForm } from './member-form.tsx';
import { isLastOwner, type Member, type Person } from './use-people.ts';

interface MemberPanelProps {
  member: Member;
  people: readonly Person[];
  onClose: () => void;
}

/** One member: role, groups, and the way out. */
export function MemberPanel({ member, people, onClose }: MemberPanelProps) {
  const { t, format } = useWords();
  const may = useMay();
  const me = useMe();
  const groups = useGroups();
  const last = isLastOwner(people, member);
  const owned = member.role === 'owner' && me.role !== 'owner';
  const fixed = last ? t('settings.last_owner') : owned ? t('settings.owners_only') : undefined;
  const names = groups.filter(({ id }) => member.groupIds.includes(id)).map(({ name }) => name);
  const managed = may('managePeople');
  return (
    <Detail title={member.name} kind={member.email} onClose={onClose}>
      <Section title={t('settings.member')}>
        <Facts>
          {!managed && <Fact name={t('settings.role')}>{t(`roles.${member.role}`)}</Fact>}
          {!managed && <Fact name={t('settings.groups')}>{format.list(names) || t('settings.none')}</Fact>}
          <Fact name={t('settings.status')}>{t(`settings.${member.status}`)}</Fact>
          <Fact name={t('settings.joined')}>
            <When at={member.createdAt} />
          </Fact>
        </Facts>
      </Section>
      {managed && (
        <>
          <Section title={t('settings.what_may')}>
            <MemberForm member={member} fixed={fixed} />
          </Section>
          <Section title={t('settings.access')}>
            <MemberEnd member={member} fixed={fixed} onGone={onClose} />
          </Section>
        </>
      )}
    </Detail>
  );
}
