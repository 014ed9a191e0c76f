namespace Dedupe.Benchmarks.Corpus;

/// <summary>What a vocabulary is built from.</summary>
/// <param name="FunctionWords">The words that hold sentences together, most frequent first.</param>
/// <param name="Onsets">How syllables start.</param>
/// <param name="Nuclei">What syllables sound with.</param>
/// <param name="Codas">How syllables end.</param>
/// <param name="Endings">What content words may end with.</param>
internal sealed record LanguageData(
    string[] FunctionWords, string[] Onsets, string[] Nuclei, string[] Codas, string[] Endings)
{
    /// <summary>The data of a language.</summary>
    public static LanguageData Of(Language language) => language switch
    {
        Language.Arabic => Arabic,
        Language.Russian => Russian,
        Language.Chinese => Chinese,
        _ => English,
    };

    private static readonly LanguageData English = new(
        Words("the of to and a in that for is on it with was as at by he from be said has have are his an they this " +
            "not but had who will were or its she been would more about which their we after one when two also up " +
            "there out what if all than her into other new could over first him no some last people them time only " +
            "years so before i you can now most three many against how between under while through because during " +
            "since where these those both such according even off may should made any still then made just around " +
            "back say says do did our your my like well much being without within across until among per each own " +
            "down my though although whether whose whom toward despite near almost often never always later earlier " +
            "again here why"),
        Parts(
            "b c d f g h k l m n p r s t v w 3 b c d f g h j k l m n p qu r s t v w y z 1 bl br ch cl cr dr fl gr pl " +
            "pr sh sp st str th tr wh 1"),
        Parts("a e i o u 6 ai ea ee ie oa oo ou 1"),
        Parts("n r l s t m d c p k nd nt rt st ck ll ss rn lt 1 - 30"),
        Parts("s ed ing er ion ly al 2 ment ness ity ive ist ous ic age 1 - 30"));

    private static readonly LanguageData Russian = new(
        Words(
            "и в не на что с он по это но она как к у из за от так о же " +
            "для его до вы мы они был бы только то или их была когда " +
            "было может после были если во со ее нет при уже один " +
            "под чтобы где кто этот также между более через того " +
            "год перед два три потому есть"),
        Parts(
            "б в г д ж з к л м н п р с т 2 ф х ц ч ш бл вр гр др кл кр пл пр " +
            "сл ст стр тр 1"),
        Parts("а е и о 3 у ы я ю 1"),
        Parts("н р л с т м в к д ст нт рт ль нь 1 - 12"),
        Parts(
            "ов ами ого ому ение ость ский ская ные ной ать ить ует ал " +
            "ила ом ах ы а у е 1 - 4"));

    private static readonly LanguageData Arabic = new(
        Words(
            "في من على إلى أن عن مع ما لا هذا كان قد ذلك بعد التي " +
            "الذي كما هو بين كل حول قبل خلال هذه عند قال بعض " +
            "منذ أو ثم لم لن حتى غير تم"),
        Parts("ب ت ث ج ح خ د ر ز س ش ص ض ط ع غ ف ق ك ل م ن ه و ي 1"),
        Parts("ا 2 و ي 1 - 4"),
        Parts("ب ت د ر س ع ف ق ل م ن 1 - 6"),
        Parts("ون ين ات ان ها هم نا ه ت 1 - 4"));

    // Characters are words of their own; 4,000 of the common block stand for the vocabulary.
    private static readonly LanguageData Chinese = new(
        Words(
            "的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 生 " +
            "到 作 地 于 出 就 分 对 成 会 可 主 发 年 动 同 工 也 能 下 过"),
        [], [], [], []);

    private static string[] Words(string list) => [.. list.Split(' ').Distinct(StringComparer.Ordinal)];

    // A number says how often each part before it counts; "-" is the empty part.
    private static string[] Parts(string list)
    {
        var parts = new List<string>();
        var group = new List<string>();
        foreach (var item in list.Split(' '))
        {
            if (int.TryParse(item, out var times))
            {
                for (; times > 0; times--)
                    parts.AddRange(group);
                group.Clear();
            }
            else
            {
                group.Add(item == "-" ? "" : item);
            }
        }

        return [.. parts];
    }
}
