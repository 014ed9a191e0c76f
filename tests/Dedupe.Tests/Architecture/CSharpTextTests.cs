using Xunit;

namespace Dedupe.Tests.Architecture;

public class CSharpTextTests
{
    [Theory]
    [InlineData("a(); // unsafe", "a();")]
    [InlineData("/* unsafe */ a();", "a();")]
    [InlineData("a(\"unsafe\");", "a( );")]
    [InlineData("a(\"\");b();", "a( );b();")]
    [InlineData("a(\"\\\"unsafe\");b();", "a( );b();")]
    [InlineData("a(@\"unsafe\"\"more\\\");b();", "a( );b();")]
    [InlineData("a(@\"\");b();", "a( );b();")]
    [InlineData("a(@\"\"\"unsafe\"\"\");b();", "a( );b();")]
    [InlineData("a(\"\"\"un\"safe\"\"\");b();", "a( );b();")]
    [InlineData("a('\"');b('\\'');c();", "a( );b( );c();")]
    [InlineData("a($\"unsafe {b[\"c\"]} {{unsafe}} {d} unsafe\");e();", "a( b[ ] d );e();")]
    [InlineData("a($\"{b}{c}\");", "a( b c );")]
    [InlineData("a($\"{(b ? $\"{c}\" : \"unsafe\")}\");", "a( (b ? c : ) );")]
    [InlineData("a($\"{new B { C = 1 }}\");d();", "a( new B { C = 1 } );d();")]
    [InlineData("a($$\"\"\"{unsafe} {{b}} unsafe\"\"\");c();", "a( b );c();")]
    [InlineData("a(\"unsafe\"u8);", "a( u8);")]
    public void OnlyCodeIsLeft(string text, string expected)
    {
        var code = CSharpText.CodeOnly(text);

        Assert.Equal(text.Length, code.Length);
        Assert.Equal(expected, string.Join(' ', code.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void LinesStayWhereTheyAre()
    {
        const string Text = "a(\"\"\"\n  unsafe\n  \"\"\");\n/* b\n */ c();";

        var code = CSharpText.CodeOnly(Text);

        Assert.Equal(["a(", "", ");", "", "c();"], code.Split('\n').Select(line => line.Trim()));
    }
}
