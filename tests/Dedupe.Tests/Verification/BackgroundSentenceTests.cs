using Xunit;

namespace Dedupe.Tests.Verification;

/// <summary>One sentence in two texts: background in two items, or an alert in its story.</summary>
public sealed class BackgroundSentenceTests
{
    [Fact]
    public void OneSentenceNeverJoinsTwoShortItems()
    {
        for (var sentence = 5; sentence < 28; sentence++)
        {
            for (var own = 8; own <= 120; own += 7)
            {
                var background = Collection.Words(1, sentence);
                var pair = Compared.Of(
                    $"{Collection.Words(2, own)}. {background}.", $"{Collection.Words(3, own + 5)}. {background}.");

                Assert.True(pair.Relation <= Relation.Partial, $"{sentence} words, {own} own: {pair.Relation}");
            }
        }
    }

    [Fact]
    public void AnAlertInsideItsStoryIsACopy()
    {
        for (var sentence = 14; sentence < 60; sentence++)
        {
            for (var rest = 20; rest <= 600; rest += 145)
            {
                var alert = Collection.Words(1, sentence);
                var pair = Compared.Of(
                    $"{alert}.", $"{Collection.Words(2, rest)}. {alert}. {Collection.Words(3, rest)}.");

                Assert.Equal((sentence, rest, Relation.Derived), (sentence, rest, pair.Relation));
            }
        }
    }
}
