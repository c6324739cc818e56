import { useState } from "preact/hooks";
import { Badge } from "./Badge";
import { Opening } from "./Opening";

export default function Chat() {
  const [department, setDepartment] = useState(1);
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <button onClick={() => setDepartment(1)}>Support</button>
      <button onClick={() => setDepartment(2)}>Sales</button>
      <button onClick={() => setOpen(false)}>Close</button>
      {isOpen && <Badge department={department} />}
      {isOpen && <Opening department={department} />}
    </>
  );
}
