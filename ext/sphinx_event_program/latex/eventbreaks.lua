-- Where a line may end in a text without spaces: between Han, Kana and Hangul, and between these and other letters.
-- The rules are the common part of JIS X 4051, W3C's "Requirements for Chinese Text Layout" and UAX #14.
-- Words of Thai and Lao only a dictionary tells apart; what begins with a vowel sign is a syllable at least.

local glyph, glue, penalty = node.id("glyph"), node.id("glue"), node.id("penalty")

-- Lines are justified by a little space between characters, up to a tenth of their width.
local STRETCH = 0.1
-- A line of Korean ends at a space if it can.
local HANGUL_PENALTY = 5000

local function is_hangul(code) return code >= 0xAC00 and code <= 0xD7FF or code >= 0x1100 and code <= 0x11FF end

local function is_wide(code)
  return code >= 0x2E80 and code <= 0xA4CF or is_hangul(code) or code >= 0xF900 and code <= 0xFAFF
    or code >= 0xFE30 and code <= 0xFE4F or code >= 0xFF00 and code <= 0xFFEF or code >= 0x20000 and code <= 0x3FFFF
end

-- The vowels that stand before the consonant of their syllable.
local function is_leading_vowel(code) return code >= 0x0E40 and code <= 0x0E44 or code >= 0x0EC0 and code <= 0x0EC4 end

local function set(characters)
  local found = {}
  for _, code in utf8.codes(characters) do found[code] = true end
  return found
end

-- What does not begin a line: closing marks, small Kana, and signs that belong to what is before them.
local not_first = set("!),.:;?]}%’”»›°…‥—–-/·\u{00A0}\u{2060}\u{202F}\u{FEFF}"
  .. "、。，．・：；？！）」』】〕〉》〗〙〛〟］｝｠｡､･｣／‐〜～％‰℃々〻ーｰ゛゜ゝゞヽヾ"
  .. "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ")
-- What does not end a line: opening marks, and signs that belong to what is behind them.
local not_last = set("([{$£¥€‘“«‹/\u{00A0}\u{2060}\u{202F}\u{FEFF}（「『【〔〈《〖〘〚〝［｛｟｢＄￡￥＃№")

local function may_break(before, after)
  if is_leading_vowel(after) then return before >= 0x0E00 and before <= 0x0EFF end
  return (is_wide(before) or is_wide(after)) and not not_last[before] and not not_first[after]
end

-- Before fonts are applied: afterwards a glyph may be known by its number in a font. Where no word is hyphenated,
-- as in names on badges, nothing is broken here either.
local function open_breaks(head)
  if tex.hyphenpenalty >= 10000 then return head end
  local before
  for current in node.traverse(head) do
    if current.id == glyph then
      local code = current.char
      if before and may_break(before, code) then
        local space, cost = node.new(glue), node.new(penalty)
        node.setglue(space, 0, STRETCH * font.getparameters(current.font).quad, 0)
        cost.penalty = is_hangul(before) and is_hangul(code) and HANGUL_PENALTY or 0
        node.insert_before(head, current, cost)
        node.insert_before(head, current, space)
      end
      before = code
    elseif current.id ~= node.id("whatsit") and current.id ~= node.id("dir") then
      before = nil
    end
  end
  return head
end

luatexbase.add_to_callback("pre_linebreak_filter", open_breaks, "event.breaks")
luatexbase.declare_callback_rule("pre_linebreak_filter", "event.breaks", "before", "luaotfload.node_processor")
