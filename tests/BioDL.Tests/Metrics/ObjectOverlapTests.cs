using BioDL.Display;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Metrics;

public sealed class ObjectOverlapTests
{
    // The true object 2 holds six pixels. Predicted 7 shares four of them and holds five in all; predicted 3 shares one.
    private static readonly LabelImage Truth = new(3, 4, [2, 2, 0, 0, 2, 2, 0, 1, 2, 2, 0, 1]);
    private static readonly LabelImage Predicted = new(3, 4, [7, 7, 0, 0, 7, 7, 7, 0, 3, 0, 0, 0]);

    [Fact]
    public void The_object_that_shares_most_is_compared_and_shared_and_joint_pixels_are_counted()
    {
        var overlap = ObjectOverlap.Of(Truth, 2, Predicted);
        Assert.Equal((4, 7), (overlap.Shared, overlap.Joint));
        Assert.Equal(4.0 / 7, overlap.IoU, 12);
        Assert.Equal((6, 5), (overlap.Truth.Area, overlap.Predicted.Area));
        Assert.Equal("4 pixels shared / 7 joint = an IoU of 0.57", overlap.ToString());
    }

    [Fact]
    public void An_object_that_nothing_covers_has_an_IoU_of_0()
    {
        var overlap = ObjectOverlap.Of(Truth, 1, Predicted);
        Assert.Equal((0, 2, 0.0, 0), (overlap.Shared, overlap.Joint, overlap.IoU, overlap.Predicted.Area));
    }

    [Fact]
    public void It_agrees_with_the_pairs_of_a_match()
    {
        var pair = Assert.Single(Match.At(0.5, Truth, Predicted).Pairs);
        Assert.Equal(ObjectOverlap.Of(Truth, pair.Truth, Predicted).IoU, pair.IoU, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_number_that_no_object_has_is_refused(int label)
    {
        var refusal = Assert.Throws<ArgumentException>(() => ObjectOverlap.Of(Truth, label, Predicted));
        Assert.StartsWith($"Found the number {label}; the 2 objects of this field have numbers from 1 to 2. Choose one of them.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_picture_says_how_many_pixels_agree() =>
        Assert.Contains("error map, 4 pixels hit, 2 missed, 1 invented", ObjectOverlap.Of(Truth, 2, Predicted).Show().Description, StringComparison.Ordinal);
}
