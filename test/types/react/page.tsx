/** Code for React or Preact that must compile, and errors marked by @ts-expect-error. */
import { useRef } from "react";
import { type LhcStatusElement, setDefaults } from "lhc-status";
import { useLhcStatus } from "lhc-status/react";

setDefaults({ baseUrl: "https://chat.example.com/" });

export function Right() {
  const badge = useRef<LhcStatusElement>(null);
  const { status, checkedAt, refresh } = useLhcStatus({ department: 2 }, { interval: 120 });
  return (
    <>
      <lhc-status />
      <lhc-status
        ref={badge}
        key="sales"
        id="sales"
        className="badge"
        base-url="https://chat.example.com/"
        department={2}
        department-match="inclusive"
        interval="120"
        timeout={5}
        transport="fetch"
        exclude-bot
        label-online="Sales is here"
        variant="dot"
        chat="popup"
        paused={false}
        data-status={status}
        title={checkedAt?.toISOString() ?? ""}
        onClick={() => badge.current?.refresh() ?? refresh()}
        onlhc-status-change={({ detail, target }) => `${detail.previous} ${detail.status} ${String(target)}`}
        onlhc-status-error={({ detail: { error } }) => error?.code === "timeout"}
        onlhc-chat-open={(event) => event.preventDefault()}
      >
        Chat with <b slot="online">us</b>
      </lhc-status>
      <lhc-status
        baseUrl={new URL("https://chat.example.com/")}
        departmentMatch="explicit"
        excludeBot={false}
        variant={undefined}
        chat={null}
      />
    </>
  );
}

// @ts-expect-error: no such target
export const useWrongTarget = () => useLhcStatus({ deparment: 2 });

export const wrong = [
  // @ts-expect-error: seconds
  <lhc-status interval="soon" />,
  // @ts-expect-error: seconds
  <lhc-status timeout={true} />,
  // @ts-expect-error: badge, text, dot or button
  <lhc-status variant="huge" />,
  // @ts-expect-error: explicit or inclusive
  <lhc-status department-match="some" />,
  // @ts-expect-error: explicit or inclusive
  <lhc-status departmentMatch="some" />,
  // @ts-expect-error: jsonp or fetch
  <lhc-status transport="xhr" />,
  // @ts-expect-error: a boolean
  <lhc-status exclude-bot="no" />,
  // @ts-expect-error: no such attribute
  <lhc-status deparment={2} />,
  // @ts-expect-error: the event is onlhc-status-change
  <lhc-status onlhc-status-chnage={({ detail }) => detail.status} />,
  // @ts-expect-error: the event is onlhc-status-change
  <lhc-status onLhcStatusChange={() => undefined} />,
  // @ts-expect-error: there is no such detail
  <lhc-status onlhc-status-change={({ detail }) => detail.online} />,
  // @ts-expect-error: status is read-only
  <lhc-status status="online" />,
];
