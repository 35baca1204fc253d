namespace BioDL.Learning.Losses;

/// <summary>One kind of loss.</summary>
internal abstract class LossTerm
{
    /// <summary>The loss without its weight; adds the derivative, with the weight, to the gradient.</summary>
    public abstract double Evaluate(in LossInput input);
}
