namespace MultiSmc.Learning.Tests;

public sealed class RowsToTrainOn
{
    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 0f, 1 }, new[] { 1f, 1 }, "3 values are not 2 rows of 2")]
    [InlineData(new float[0], new float[0], new float[0], "0 values are not 0 rows of 2")]
    [InlineData(new[] { 1f, 2, 3, float.NegativeInfinity }, new[] { 0f, 1 }, new[] { 1f, 1 }, "row 1 has an infinity in feature 1")]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { 0f, 0.5f }, new[] { 1f, 1 }, "the label of row 1 is 0.5")]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { float.NaN, 1 }, new[] { 1f, 1 }, "the label of row 0 is NaN")]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { 0f, 1 }, new[] { 1f }, "1 weights for 2 rows")]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { 0f, 1 }, new[] { 1f, -1 }, "the weight of row 1 is -1")]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { 0f, 1 }, new[] { 0f, 0 }, "no row has a weight")]
    public void Are_refused_where_they_do_not_fit(float[] values, float[] labels, float[] weights, string message)
    {
        var refused = Assert.Throws<ArgumentException>(() => new TrainingData(values, 2, labels, weights, []));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Need_as_many_names_as_features_or_none()
    {
        var refused = Assert.Throws<ArgumentException>(() => new TrainingData(new float[2], 2, new float[1], default, ["a"]));
        Assert.Contains("1 names for 2 features", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void May_miss_values() => Assert.Equal(1, new TrainingData(new float[] { float.NaN, -0f }, 2, new float[1], default, []).RowCount);
}
