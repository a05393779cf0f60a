-- Finds fonts for the characters of a document, among those that are installed.
--
-- A document is looked through first, and fonts join a chain only for what it has: a font for Han alone takes hundreds
-- of megabytes to load. Which writing system a character is of, Unicode's own Scripts.txt says, which comes with TeX.

local event = { chains = {}, missing = {} }

local used = {}

-- Notes the characters of a file, but for those of ASCII.
function event.read(name)
  local file = io.open(name, "rb")
  if not file then return end
  for characters in file:read("*a"):gmatch("[\xC2-\xF4][\x80-\xBF]+") do
    if utf8.len(characters) then
      for _, point in utf8.codes(characters) do used[point] = true end
    end
  end
  file:close()
end

-- Whether the document has a character of these ranges, such as "0590-05FF,FB1D-FB4F".
function event.uses(ranges)
  for first, last in ranges:gmatch("(%x+)-(%x+)") do
    for point in pairs(used) do
      if point >= tonumber(first, 16) and point <= tonumber(last, 16) then return true end
    end
  end
  return false
end

-- Tags of OpenType (ISO 15924) for scripts whose letters are joined, reordered or stacked: HarfBuzz sets those.
local tags = {}
for name, tag in ([[Adlam adlm Ahom ahom Arabic arab Balinese bali Batak batk Bengali beng Bhaiksuki bhks Brahmi brah
  Buginese bugi Buhid buhd Chakma cakm Cham cham Devanagari deva Dives_Akuru diak Dogra dogr Duployan dupl
  Egyptian_Hieroglyphs egyp Grantha gran Gujarati gujr Gunjala_Gondi gong Gurmukhi guru Hanifi_Rohingya rohg
  Hanunoo hano Hebrew hebr Javanese java Kaithi kthi Kannada knda Kayah_Li kali Kharoshthi khar Khmer khmr Khojki khoj
  Khudawadi sind Lao laoo Lepcha lepc Limbu limb Mahajani mahj Malayalam mlym Mandaic mand Manichaean mani Marchen marc
  Masaram_Gondi gonm Meetei_Mayek mtei Miao plrd Modi modi Mongolian mong Multani mult Myanmar mymr Nandinagari nand
  Newa newa New_Tai_Lue talu Nko nkoo Nyiakeng_Puachue_Hmong hmnp Oriya orya Pahawh_Hmong hmng Phags_Pa phag
  Psalter_Pahlavi phlp Rejang rjng Saurashtra saur Sharada shrd Siddham sidd Sinhala sinh Sogdian sogd Soyombo soyo
  Sundanese sund Syloti_Nagri sylo Syriac syrc Tagalog tglg Tagbanwa tagb Tai_Le tale Tai_Tham lana Tai_Viet tavt
  Takri takr Tamil taml Telugu telu Thaana thaa Thai thai Tibetan tibt Tifinagh tfng Tirhuta tirh
  Zanabazar_Square zanb]]):gmatch("(%S+)%s+(%S+)") do
  tags[name] = tag
end

-- What a font of Noto is called after, where that is not the name of the script.
local called = {
  Nko = "NKo", Phags_Pa = "PhagsPa", Nyiakeng_Puachue_Hmong = "Hmong Nyiakeng", Meroitic_Cursive = "Meroitic",
  Meroitic_Hieroglyphs = "Meroitic",
}

-- Han has forms of its own in each region: those of the document's language, else of the letters beside it.
local function region(language)
  local regions = { ko = "KR", ja = "JP", zh = "SC", ["zh-TW"] = "TC", ["zh-HK"] = "HK" }
  return regions[language] or regions[language:sub(1, 2)] or event.uses("3040-30FF") and "JP"
    or event.uses("AC00-D7FF") and not event.uses("3400-4DBF,4E00-9FFF") and "KR" or "SC"
end

-- Fonts of a script, first those that go with the text, and what they have to be told.
local function fonts_of(script, family, language)
  local other = family == "Serif" and "Sans" or "Serif"
  if script == "Hangul" then
    local nanum = family == "Serif" and "NanumMyeongjo" or "NanumGothic"
    return { "Noto " .. family .. " CJK " .. region(language), nanum }, "mode=harf;script=hang;"
  elseif script == "Han" then
    return { "Noto " .. family .. " CJK " .. region(language), "Droid Sans Fallback" }, "mode=harf;script=hani;"
  elseif script == "Arabic" then
    local first = family == "Serif" and "Noto Naskh Arabic" or "Noto Sans Arabic"
    return { first, "Noto Naskh Arabic", "Amiri", "DejaVu Sans" }, "mode=harf;script=arab;"
  elseif script == "symbols" then
    return { "DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music",
      "Noto Sans Mayan Numerals", "Noto Sans Indic Siyaq Numbers", "Noto Color Emoji" }, "mode=node;"
  end
  local name = called[script] or script:gsub("_", " ")
  local features = tags[script] and "mode=harf;script=" .. tags[script] .. ";" or "mode=node;"
  return { "Noto " .. family .. " " .. name, "Noto " .. other .. " " .. name, "DejaVu Sans" }, features
end

-- Scripts by their characters: of those given, each script's. CJK's own marks and letters go with Han.
local function by_script(points)
  local scripts, ranges = {}, {}
  local path = kpse.find_file("Scripts.txt", "tex") or kpse.find_file("Scripts.txt")
  for line in path and next(points) and io.lines(path) or function() end do
    local first, last, name = line:match("^(%x+)%.?%.?(%x*)%s*;%s*([%w_]+)")
    if first then table.insert(ranges, { tonumber(first, 16), tonumber(last ~= "" and last or first, 16), name }) end
  end
  for point in pairs(points) do
    local script = "symbols"
    for _, range in ipairs(ranges) do
      if point >= range[1] and point <= range[2] then script = range[3] break end
    end
    if script == "Hiragana" or script == "Katakana" or script == "Bopomofo"
      or point >= 0x2E80 and point <= 0x33FF and script ~= "Hangul" or point >= 0xFE30 and point <= 0xFE4F
      or point >= 0xFF00 and point <= 0xFFEF then
      script = "Han"
    elseif script == "Common" or script == "Inherited" or script == "Braille" then
      script = "symbols"
    end
    scripts[script] = scripts[script] or {}
    scripts[script][point] = true
  end
  return scripts
end

-- The characters of a font; nil if it is not installed. Only if `anew`, luaotfload looks through all fonts for one that
-- it does not know: that takes some twenty seconds.
local known = {}
local function characters(font_name, features, anew)
  if known[font_name] == nil or anew and not known[font_name] then
    local database = config.luaotfload.db
    local as_set = database.update_live
    database.update_live = anew and as_set
    local loaded = luaotfload.define_font("name:" .. font_name .. ":" .. features, tex.sp("10pt"))
    database.update_live = as_set
    if type(loaded) == "number" then loaded = font.getfont(loaded) end
    known[font_name] = loaded and loaded.characters or false
  end
  return known[font_name] or nil
end

local function sorted(set)
  local keys = {}
  for key in pairs(set) do table.insert(keys, key) end
  table.sort(keys)
  return keys
end

-- Makes the chain of a family, "Serif" or "Sans": fonts for what its own fonts (`bases`) lack.
function event.find(family, bases, language)
  local lacking = {}
  for _, base in ipairs(bases) do
    local own = characters(base, "mode=node;", true) or font.getfont(font.current()).characters
    for point in pairs(used) do
      if point >= 0xA0 and not own[point] then lacking[point] = true end
    end
  end
  local chain, bold = {}, {}
  local function add(font_name, features)
    table.insert(chain, "name:" .. font_name .. ":" .. features)
    table.insert(bold, "name:" .. font_name .. "/B:" .. features)
  end
  local function cover(points, font_names, features, anew)
    for _, font_name in ipairs(font_names) do
      if not next(points) then return end
      local covered
      local own = characters(font_name, features, anew)
      for _, point in ipairs(own and sorted(points) or {}) do
        if own[point] then covered, points[point], lacking[point] = true, nil, nil end
      end
      if covered and font_name ~= "Noto Color Emoji" then add(font_name, features) end
    end
  end
  local scripts = by_script(lacking)
  local symbols = scripts.symbols
  scripts.symbols = nil
  for _, script in ipairs(sorted(scripts)) do cover(scripts[script], fonts_of(script, family, language)) end
  if symbols then cover(symbols, fonts_of("symbols", family, language)) end
  cover(lacking, { "Noto Serif", "Noto Sans", "DejaVu Sans" }, "mode=node;")
  -- Perhaps a font has come since luaotfload looked.
  for script, points in pairs(by_script(lacking)) do
    local font_names, features = fonts_of(script, family, language)
    cover(points, font_names, features, true)
  end
  for point in pairs(lacking) do
    -- Joiners, marks of directions and selectors of variants show nothing.
    local invisible = point >= 0x200B and point <= 0x200F or point >= 0x202A and point <= 0x202E
      or point >= 0x2060 and point <= 0x206F or point >= 0xFE00 and point <= 0xFE0F or point >= 0xE0000
    event.missing[utf8.char(point)] = invisible and "" or string.format("\\eventmissing{%04X}", point)
  end
  -- Emoji come last (see eventemoji.lua), as pictures, because LuaTeX has no other colours in fonts.
  if event.uses("2300-27BF,2B00-2BFF,1F000-1FAFF") and characters("Noto Color Emoji", "mode=harf;") then
    add("Noto Color Emoji", "mode=harf;")
    event.emoji = true
  end
  event.chains[family:lower()] = next(chain) and true
  luaotfload.add_fallback("event" .. family:lower(), chain)
  luaotfload.add_fallback("event" .. family:lower() .. "bold", bold)
end

-- From now on, a box stands for each character that no font has, wherever TeX reads it. The author may have chosen
-- other fonts meanwhile.
function event.mark_missing()
  local current = font.getfont(font.current())
  for character in pairs(event.missing) do
    local point = utf8.codepoint(character)
    if current.characters[point] or current.fallback_lookup and current.fallback_lookup[point] then
      event.missing[character] = nil
    end
  end
  if not next(event.missing) then return end
  luatexbase.add_to_callback("process_input_buffer", function(line)
    if not line:find("[\xC2-\xF4]") then return line end
    local marked = line:gsub("[\xC2-\xF4][\x80-\xBF]+", function(run)
      return utf8.len(run) and run:gsub(utf8.charpattern, event.missing)
    end)
    return marked
  end, "event.missing")
end

-- What TeX stops at is led back to the data: an error is told with the entry that was read last.
function event.tell_entries()
  local entry
  luatexbase.add_to_callback("process_input_buffer", function(line)
    local kind, ident = line:match("\\label{\\detokenize{[^}]*:event%-(%l+)%-([^}]+)}}")
    if kind then entry = kind .. " '" .. ident .. "'" end
    return line
  end, "event.entries")
  luatexbase.add_to_callback("show_error_hook", function()
    if entry then texio.write_nl("term and log", "This is in, or behind, the entry of the " .. entry .. ".") end
  end, "event.entries")
end

-- Prints a text for TeX, from left to right if it has neither Hebrew nor Arabic letters.
function event.print_directed(text)
  tex.sprint(text:find("[\xD6-\xDD]") and text or "\\eventltr{" .. text .. "}")
end

return event
