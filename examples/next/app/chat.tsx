"use client";

import { useState } from "react";
import { Badge } from "./badge";

export function Chat() {
  const [department, setDepartment] = useState(1);
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <p>
        <button onClick={() => setDepartment(1)}>Support</button>
        <button onClick={() => setDepartment(2)}>Sales</button>
        <button onClick={() => setOpen(false)}>Close</button>
      </p>
      {isOpen && <Badge department={department} />}
    </>
  );
}
