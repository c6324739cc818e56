/** Expected values come from PHP 8.2. */
import { describe, expect, it } from "vitest";
import {
  isNumeric,
  jsonEncode,
  looselyOne,
  parseQuery,
  PHP_ARRAY,
  stripTags,
  toInt,
  urlDecode,
} from "../../../demo/lhc-server/php.ts";

describe("strip_tags", () => {
  it.each([
    ["plain", "plain"],
    ["a<b>c", "ac"],
    ["a < b", "a < b"],
    ["a <b", "a "],
    ["a<", "a"],
    ["a>b", "a>b"],
    ["</script>x", "x"],
    ["<script>alert(1)</script>", "alert(1)"],
    ["<\nb>x", "<\nb>x"],
    ["<b/", ""],
  ])("removes tags and nothing else: %j", (given, kept) => expect(stripTags(given)).toBe(kept));

  it.each([
    ['<b title="x>y">z', "z"],
    ["<b title='>'>z", "z"],
    ["<b title='\">z", ""],
    ['q<a "b\'c>d"e>f', "qf"],
  ])("does not end a tag inside quotes: %j", (given, kept) => expect(stripTags(given)).toBe(kept));

  it.each([
    ["a<b<c>d>e", "ae"],
    ["<<a>b>c", "c"],
    ["a<b<!-- > -->c>d", "acd"],
    ["<a <!-->-->b", "--b"],
  ])("counts tags inside tags: %j", (given, kept) => expect(stripTags(given)).toBe(kept));

  it.each([
    ["x<!-- a > b -->y", "xy"],
    ["x<!-- a > b --->y", "xy"],
    ['x<!-- "-->y', "xy"],
    ["x<!--->y", "xy"],
    ["a<!-", "a"],
    ["x<! -- > y", "x y"],
    ["x<!doctype html>y", "xy"],
    ['x<!DOCTYPE a "b>c">d', "xd"],
  ])("knows comments and declarations: %j", (given, kept) => expect(stripTags(given)).toBe(kept));

  it.each([
    ["x<? a > b ?>y", "xy"],
    ['x<?php echo "?>"; ?>y', "xy"],
    ['x<?php f("(") ?>y', "xy"],
    ["x<?php ( ?>y", "x"],
    ['x<?a "\\">" ?>y', "xy"],
    ['x<?xml version="1.0"?>y', "xy"],
    ["abcde<?xml -> a>y", "abcdey"],
  ])("knows PHP and XML: %j", (given, kept) => expect(stripTags(given)).toBe(kept));

  it("drops NULs in text and in tags", () => expect(stripTags("a\0b<\0c>d")).toBe("abd"));
  it("keeps bytes that are not UTF-8", () => expect(stripTags("\xff\xc3<b>\xe9")).toBe("\xff\xc3\xe9"));
});

describe("(int)", () => {
  it.each([
    ["1", 1],
    ["1abc", 1],
    ["1.9", 1],
    ["-1.9", -1],
    ["+1", 1],
    [" \t\n1", 1],
    ["1e1", 10],
    ["1e", 1],
    ["1e-1", 0],
    [".5", 0],
    ["0x1A", 0],
    ["007", 7],
    ["abc", 0],
    ["", 0],
    ["\x001", 0],
    ["- 1", 0],
  ])("of %j is %d", (text, number) => expect(toInt(text)).toBe(number));

  it("of undefined is 0", () => expect(toInt(undefined)).toBe(0));
  it("is limited to the largest int", () => expect(toInt("99999999999999999999")).toBe(2 ** 63));
  it("of infinity is 0", () => expect(toInt("1e999")).toBe(0));
});

describe("is_numeric and == 1", () => {
  it.each(["1", " 1", "1 ", "1e0", "1.0", "+1", "01"])("treat %j as 1", (text) => {
    expect(isNumeric(text)).toBe(true);
    expect(looselyOne(text)).toBe(true);
  });
  it.each(["", " ", "1x", "x1", "true", "1,0", "0x1"])("do not treat %j as a number", (text) => {
    expect(isNumeric(text)).toBe(false);
    expect(looselyOne(text)).toBe(false);
  });
  it("do not treat an array or undefined as 1", () => {
    expect(looselyOne(PHP_ARRAY)).toBe(false);
    expect(looselyOne(undefined)).toBe(false);
  });
});

describe("urldecode", () => {
  it.each([
    ["a+b%20c", "a b c"],
    ["%E9%00", "\xe9\0"],
    ["%zz%2", "%zz%2"],
    ["%2b", "+"],
  ])("%j", (given, decoded) => expect(urlDecode(given)).toBe(decoded));
});

describe("the query", () => {
  const entries = (text: string) => Object.fromEntries(parseQuery(text));

  it("uses the last of two values", () => expect(entries("a=1&a=2")).toEqual({ a: "2" }));
  it("accepts a name without a value", () => expect(entries("a&b=")).toEqual({ a: "", b: "" }));
  it("splits at the first equals sign", () => expect(entries("a=b=c")).toEqual({ a: "b=c" }));
  it("skips pairs without a name", () => expect(entries("&&=1&%20=2&[]=3&%00a=4")).toEqual({}));
  it("drops leading blanks of a name", () => expect(entries("+%20a=1")).toEqual({ a: "1" }));
  it("replaces dots and blanks of a name by underscores", () =>
    expect(entries("a.b+c=1")).toEqual({ a_b_c: "1" }));
  it("ends a name at a NUL, but not a value", () => expect(entries("a%00b=c%00d")).toEqual({ a: "c\0d" }));
  it("recognizes arrays", () => {
    expect(entries("a[]=1")).toEqual({ a: PHP_ARRAY });
    expect(entries("a%5Bx%5D=1")).toEqual({ a: PHP_ARRAY });
    expect(entries("a.b[x.y][z]=1")).toEqual({ a_b: PHP_ARRAY });
  });
  it("uses the last of an array and a text", () => {
    expect(entries("a=1&a[]=2")).toEqual({ a: PHP_ARRAY });
    expect(entries("a[]=1&a=2")).toEqual({ a: "2" });
  });
  it("replaces an unclosed bracket by an underscore", () => expect(entries("a[b=1")).toEqual({ a_b: "1" }));
  it("splits pairs only at ampersands", () => expect(entries("a=1;b=2")).toEqual({ a: "1;b=2" }));
});

describe("json_encode", () => {
  it("escapes slashes and non-ASCII characters", () =>
    expect(jsonEncode({ a: "</x>é漢😀" })).toBe('{"a":"<\\/x>\\u00e9\\u6f22\\ud83d\\ude00"}'));
});
