import { useEffect, useRef } from "preact/hooks";

const KEYS: [string, string][] = [["j", "next"], ["k", "previous"], ["a", "accept"], ["r", "reject"], ["e", "edit"], ["u", "undo the last verdict"], ["?", "these keys"], ["Esc", "close"]];

export function KeyHelp({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} aria-label="Keys">
      <h2>Keys</h2>
      <dl class="facts">{KEYS.map(([key, what]) => <><dt key={key}><kbd>{key}</kbd></dt><dd>{what}</dd></>)}</dl>
      <button type="button" onClick={close}>Close</button>
    </dialog>
  );
}
