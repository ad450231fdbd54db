using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>Where a configuration's models are looked up.</summary>
internal interface IModelShelf
{
    /// <summary>Opens a model for a symbol.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="symbol">The symbol that it is to judge: a model made for another symbol, other packets or another structure is refused.</param>
    /// <exception cref="CommandException">There is no such model, or it does not fit the symbol.</exception>
    ModelOnShelf Open(string name, SymbolConfiguration symbol);
}

/// <summary>A model ready to judge.</summary>
/// <param name="Id">Its name in decisions and in the identity of a run.</param>
/// <param name="Forest">The trees.</param>
/// <param name="Calibrate">From margin to probability.</param>
/// <param name="PassportThreshold">The probability under which its passport says to pull an order, in [0, 1].</param>
/// <param name="TrainedOn">What it was trained on.</param>
internal sealed record ModelOnShelf(
    string Id, ForestEvaluator Forest, Func<double, double> Calibrate, double PassportThreshold, IReadOnlyList<TrainedPeriod> TrainedOn);
