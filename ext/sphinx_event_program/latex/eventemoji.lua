-- Emoji are set in a font of their own, and what belongs together stays so (UTS #51): a flag of two letters, a person
-- and a tool. A fallback for single characters would take the joiner between them, and a digit in a keycap, from the
-- font of the text; and it would colour the hearts and check marks of a text that asks for none.

-- Of the characters that are a sign of text as well, those that Unicode wants to be pictures (Emoji_Presentation).
local pictures = {}
for first, last in ([[231A-231B 23E9-23EC 23F0-23F0 23F3-23F3 25FD-25FE 2614-2615 2648-2653 267F-267F 2693-2693
  26A1-26A1 26AA-26AB 26BD-26BE 26C4-26C5 26CE-26CE 26D4-26D4 26EA-26EA 26F2-26F3 26F5-26F5 26FA-26FA 26FD-26FD
  2705-2705 270A-270B 2728-2728 274C-274C 274E-274E 2753-2755 2757-2757 2795-2797 27B0-27B0 27BF-27BF 2B1B-2B1C
  2B50-2B50 2B55-2B55]]):gmatch("(%x+)-(%x+)") do
  for code = tonumber(first, 16), tonumber(last, 16) do pictures[code] = true end
end

local TEXT, PICTURE, JOINER, KEYCAP = 0xFE0E, 0xFE0F, 0x200D, 0x20E3
-- Fonts have it since 2018, and other fonts than those of emoji have not.
local SAMPLE = 0x1F9E0

local function goes_on(code)
  return code == PICTURE or code == JOINER or code == KEYCAP or code >= 0xE0020 and code <= 0xE007F
end

local function next_code(current)
  local after = node.getnext(current)
  return after and after.id == node.id("glyph") and after.char or 0
end

local function begins(current)
  local code, after = current.char, next_code(current)
  if after == TEXT then return false end
  return code >= 0x1F000 and code <= 0x1FAFF or pictures[code] or after == PICTURE or after == KEYCAP
end

-- The font of emoji in the size of another font: it is the last one of its fallbacks.
local told = false
local function emoji_font(id)
  local fallback = font.getfont(id).fallback_lookup
  local found = fallback and fallback[SAMPLE]
  local harfbuzz = found and font.getfont(found).hb
  if harfbuzz and not harfbuzz.shared.haspng and not told then
    told = true
    tex.error("The font of emoji that is installed holds drawings, and LuaTeX prints nothing of them;"
      .. " Debian and Ubuntu have one of pictures in fonts-noto-color-emoji")
  end
  return found
end

-- Before fonts are applied, as in eventbreaks.lua.
local function choose_fonts(head)
  local chosen
  for current in node.traverse(head) do
    if current.id ~= node.id("glyph") then
      chosen = nil
    elseif not (chosen and goes_on(current.char)) then
      local id = begins(current) and emoji_font(current.font)
      chosen = id and font.getfont(id).characters[current.char] and id
    end
    if chosen then current.font = chosen end
  end
  return head
end

for _, name in ipairs { "pre_linebreak_filter", "hpack_filter" } do
  luatexbase.add_to_callback(name, choose_fonts, "event.emoji")
  luatexbase.declare_callback_rule(name, "event.emoji", "before", "luaotfload.node_processor")
end
