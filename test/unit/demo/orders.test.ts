import { describe, expect, it } from "vitest";
import { type OrderKind, readOrder } from "../../../demo/control/orders.ts";

const known = { users: [1, 2], departments: [7], behaviours: ["well", "slow"] };
const read = (kind: OrderKind, body: string) => readOrder(kind, body, known);

describe("an order", () => {
  it("switches an operator or a department", () => {
    expect(read("user", '{"id":2,"online":true}')).toEqual({ kind: "user", id: 2, online: true });
    expect(read("department", '{"online":false,"id":7}')).toEqual({
      kind: "department",
      id: 7,
      online: false,
    });
  });

  it("chooses a behaviour", () => {
    expect(read("behaviour", '{"name":"slow"}')).toEqual({ kind: "behaviour", name: "slow" });
  });

  it.each([
    ["user", "", "This is no JSON."],
    ["user", "id=2&online=true", "This is no JSON."],
    ["user", "null", "Send a JSON object."],
    ["user", "[]", "Send a JSON object."],
    ["user", '"id"', "Send a JSON object."],
    ["user", "{}", '"id" is missing.'],
    ["user", '{"id":2}', '"online" is missing.'],
    ["user", '{"id":2,"online":1}', '"online" must be true or false.'],
    ["user", '{"id":2,"online":"true"}', '"online" must be true or false.'],
    ["user", '{"id":"2","online":true}', '"id" must be one of 1, 2.'],
    ["user", '{"id":7,"online":true}', '"id" must be one of 1, 2.'],
    ["department", '{"id":2,"online":true}', '"id" must be one of 7.'],
    ["user", '{"id":2,"online":true,"delay":9}', 'There is no "delay" here.'],
    ["user", '{"id":2,"online":true,"__proto__":{}}', 'There is no "__proto__" here.'],
    ["behaviour", '{"name":"toString"}', '"name" must be one of well, slow.'],
    ["behaviour", '{"name":["well"]}', '"name" must be one of well, slow.'],
    ["behaviour", '{"name":"well","times":1}', 'There is no "times" here.'],
  ] as const)("to %s is not %s", (kind, body, message) => {
    expect(() => read(kind, body)).toThrow(message);
  });
});
